import type { ScalarValue } from '../../syntax/tree.ts';

/** How a tool of YAML 1.1 reads a plain scalar that YAML 1.2 reads otherwise, and what both read alike. */
export interface Reading {
  /** One that does. */
  readonly tool: string;
  /** What such a tool sees, in words: `text`, `true`, `10`. */
  readonly as: string;
  /** The same value as we read it, written so that every tool does. */
  readonly portable: string;
}

/** As PyYAML 6 and Go's yaml.v2 have them; `y` and `n` only the latter. */
const truths = /^(y|Y|yes|Yes|YES|on|On|ON)$/;
const falsehoods = /^(n|N|no|No|NO|off|Off|OFF)$/;
const letters = /^[yYnN]$/;
const float = /^[-+]?(\d[\d_]*\.[\d_]*([eE][-+]\d+)?|\.[\d][\d_]*([eE][-+]\d+)?)$/;
const signedPoint = /^[-+]\.\d/;
const decimal = /^[-+]?(0|[1-9][\d_]*)$/;
const octal = /^[-+]?0[0-7_]+$/;
const binary = /^[-+]?0b[01_]+$/;
const hexadecimal = /^[-+]?0x[\da-fA-F_]+$/;
const sexagesimal = /^[-+]?[1-9][\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/;
const date =
  /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:\d\d)?))?$/;

/** How every text begins that YAML 1.1 may read as something else. Most words do not. */
const suspect = /^[-+.\dyYnNoOtTfF]/;

/** Whether YAML 1.1 may read a plain scalar of this value otherwise at all: a quick look before the thorough one. */
export const mayDiffer = (value: ScalarValue): boolean =>
  typeof value === 'number' || (typeof value === 'string' && suspect.test(value));

/**
 * How YAML 1.1 reads a plain scalar, where that differs from the value that YAML 1.2 gives it. Undefined where both agree,
 * and for words that only some tools know.
 */
export function readingIn11(source: string, value: ScalarValue): Reading | undefined {
  const reading = typeof value === 'number' ? numberIn11(source, value) : textIn11(source, value);
  return reading && { tool: letters.test(source) ? 'Go’s yaml.v2' : 'PyYAML', ...reading };
}

/** Most numbers; all read them alike. */
const usual = /^(0|[1-9]\d*)(\.\d+)?$/;

function numberIn11(source: string, value: number): Omit<Reading, 'tool'> | undefined {
  if (usual.test(source) || !Number.isFinite(value)) return undefined;
  if (octal.test(source) && !/^[-+]?0+$/.test(source)) {
    const read = Number.parseInt(source.replaceAll('_', '').replace(/^\+/, ''), 8);
    return read === value ? undefined : { as: String(read), portable: portableNumber(value) };
  }
  const isNumber = decimal.test(source) || hexadecimal.test(source) || /^[-+]?0+$/.test(source);
  const isFloat = float.test(source) && !signedPoint.test(source);
  return isNumber || isFloat ? undefined : { as: 'text', portable: portableNumber(value) };
}

/** YAML 1.1 wants a point, and a sign in the exponent: `1.0e+21`. */
function portableNumber(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${exponent}`;
}

function textIn11(source: string, value: ScalarValue): Omit<Reading, 'tool'> | undefined {
  if (typeof value !== 'string') return undefined;
  const portable = `"${source}"`;
  if (truths.test(source)) return { as: '`true`', portable };
  if (falsehoods.test(source)) return { as: '`false`', portable };
  if (date.test(source)) return { as: 'a date', portable };
  if (sexagesimal.test(source)) return { as: `the number ${sixties(source)}`, portable };
  const isNumber = [float, decimal, octal, binary, hexadecimal].some((pattern) => pattern.test(source));
  // Of the numbers, YAML 1.2 takes those with `_`, binary ones, and hexadecimal ones with a sign for text.
  const isTextIn12 = source.includes('_') || binary.test(source) || /^[-+]0x/.test(source);
  return isNumber && isTextIn12 ? { as: 'a number', portable } : undefined;
}

/** `1:30` is ninety. */
function sixties(source: string): number {
  const sign = source.startsWith('-') ? -1 : 1;
  const parts = source.replaceAll('_', '').replace(/^[-+]/, '').split(':').map(Number);
  return sign * parts.reduce((sum, part) => sum * 60 + part, 0);
}
