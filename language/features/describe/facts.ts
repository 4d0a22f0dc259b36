import { durationPattern, taggedOf } from '../../../core/spec/schema.ts';
import { enumerate } from '../../../core/spec/words.ts';
import { alternatives, type Keywords, keywordsOf, type Schema } from '../../model/spec-at.ts';
import { workedOutOnce } from '../../model/worked-out.ts';

/** What kind of value a schema takes, in a word or two: `number`, `duration`, `strategy name or strategy`. */
export function typeName(schema: Schema): string {
  if (keywordsOf(schema).unit === 'duration') return 'duration';
  const members = alternatives(schema);
  const names = new Set(members.map(memberName));
  // Beside something that can be written out, a text is the name of one.
  if (members.some((member) => taggedOf(member)) && names.delete('text')) return listed(['name', ...names]);
  return listed([...names]);
}

const listed = (names: readonly string[]) => enumerate(names, 'or') || 'value';

function memberName(schema: Schema): string {
  const union = taggedOf(schema);
  if (union) return union.name;
  const { type, enum: values, const: only, pattern } = keywordsOf(schema);
  if (values || only !== undefined) return 'choice';
  if (pattern === durationPattern) return 'duration';
  if (type === 'string') return 'text';
  if (type === 'integer') return 'whole number';
  if (type === 'array') return 'list';
  if (type === 'object') return 'map';
  return type === 'boolean' ? 'true or false' : (type ?? 'value');
}

/** The bounds of a number: `> 0, ≤ 1`; empty where there are none. */
export function boundsText(schema: Schema): string {
  if (keywordsOf(schema).unit === 'duration') return '';
  const numbers = alternatives(schema).map(keywordsOf).filter(isNumber);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = numbers[0] ?? {};
  const parts = [
    exclusiveMinimum === undefined ? '' : `> ${plain(exclusiveMinimum)}`,
    minimum === undefined ? '' : `≥ ${plain(minimum)}`,
    exclusiveMaximum === undefined ? '' : `< ${plain(exclusiveMaximum)}`,
    maximum === undefined ? '' : `≤ ${plain(maximum)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const isNumber = ({ type }: Keywords) => type === 'number' || type === 'integer';

const plain = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 20 });

/** Type, unit, bounds and default, as one line reads them: `number, sigmas, > 0, default 0.1`. */
export const factsOf = workedOutOnce((schema: Schema): readonly string[] => {
  const { unit, default: given } = keywordsOf(schema);
  const facts = [typeName(schema)];
  if (unit !== undefined && unit !== 'duration') facts.push(unit);
  const bounds = boundsText(schema);
  if (bounds !== '') facts.push(bounds);
  if (given !== undefined) facts.push(`default ${String(given)}`);
  return facts;
});
