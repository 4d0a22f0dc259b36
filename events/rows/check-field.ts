import { type Field, isBoolean, isCell, isNull, isNumber, isText } from '../columns/field.ts';
import type { Need } from './event-plans.ts';
import { readLabelCell } from './label-cell.ts';
import type { StagedRow } from './staged-row.ts';
import type { Fails } from './verdict.ts';

// The usual case is decided first and apart: a function in which a message is put together costs an allocation at
// every call, whether the message is needed or not.

/** Whether a field holds what the spec asks for, a number; a cell that reads as a number becomes one. */
export function checkNumber(row: StagedRow, need: Need, fails: Fails): boolean {
  const { field } = need;
  if (field.stamp !== row.stamp) return !need.isRequired || failsMissing(field, fails);
  if (field.kind === isCell) readCell(row, field);
  if (field.kind !== isNumber) return failsNotANumber(row, need, fails);
  const value = field.number;
  if (value - value !== 0) return failsNotFinite(field, fails);
  const isInRange = value >= need.minimum && (!need.isInteger || Number.isInteger(value));
  return isInRange || failsRange(need, fails);
}

/** Whether a field holds text, where the spec asks for it. */
export function checkText(row: StagedRow, need: Need, fails: Fails): boolean {
  const { field } = need;
  if (field.stamp !== row.stamp) return !need.isRequired || failsMissing(field, fails);
  if (field.kind !== isText && field.kind !== isCell) {
    if (need.isLabel && (field.kind === isNumber || field.kind === isBoolean)) {
      return readLabel(row, field, fails);
    }
    return (field.kind === isNull && !need.isRequired) || failsNotText(row, field, fails);
  }
  if (need.isLabel && field.kind === isCell) readLabelCell(row, field);
  return !need.isFilled || !row.isEmptyText(field) || failsEmpty(field, fails);
}

function readCell(row: StagedRow, field: Field): void {
  const value = row.decimalOf(field);
  if (!Number.isNaN(value)) row.setNumber(field, value);
}

function readLabel(row: StagedRow, field: Field, fails: Fails): boolean {
  const value = field.number;
  if (value - value !== 0) return failsNotFinite(field, fails);
  row.setText(field, labelOf(field.kind, value));
  return true;
}

/** Text of a label that is a number or a boolean. */
export function labelOf(kind: number, value: number): string {
  return String(kind === isBoolean ? value === 1 : value);
}

function failsNotFinite(field: Field, fails: Fails): false {
  return fails('not-finite', () => `${field.label} must be finite, not ${field.number}`);
}

function failsRange({ field, minimum }: Need, fails: Fails): false {
  const wanted = minimum === 0 ? 'a whole number from 0 on' : 'a whole number';
  return fails('wrong-type', () => `${field.label} must be ${wanted}, not ${field.number}`);
}

export function failsNotText(row: StagedRow, field: Field, fails: Fails): false {
  return fails('wrong-type', () => `${field.label} must be text, not ${row.describe(field)}`);
}

export function failsEmpty(field: Field, fails: Fails): false {
  return fails('wrong-type', () => `${field.label} is empty`);
}

export function failsMissing(field: Field, fails: Fails): false {
  return fails('missing-field', () => `${field.label} is missing`);
}

function failsNotANumber(row: StagedRow, need: Need, fails: Fails): boolean {
  const { field } = need;
  if (field.kind === isNull) {
    return !need.isRequired || fails('not-finite', () => `${field.label} must be a number, not null`);
  }
  const isWord = field.kind !== isBoolean && (field.kind === isText || field.kind === isCell);
  const code = isWord && isNotFiniteWord(row.textOf(field)) ? 'not-finite' : 'wrong-type';
  return fails(code, () => `${field.label} must be a number, not ${row.describe(field)}`);
}

/** What tools write for a number that is none. */
function isNotFiniteWord(text: string): boolean {
  return text.length < 12 && /^\s*([+-]?(nan|inf|infinity)|null|none|n\/?a)\s*$/i.test(text);
}
