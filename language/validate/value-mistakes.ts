import { durationMs } from '../../core/spec/duration.ts';
import { durationPattern, taggedOf } from '../../core/spec/schema.ts';
import { errorAt, type Finding, replaceWord } from '../finding.ts';
import { suggest } from '../suggestion.ts';
import type { Node, ScalarNode } from '../syntax/tree.ts';
import { gluedDashes, gluedText } from './layout-slips.ts';
import { type Judged, type Mistake, subjectOf, valueSpan } from './mistake.ts';
import { missingDash } from './root-shape.ts';
import { type Schema, type SpecPlace, specPlaceOf } from './spec-place.ts';
import { boundsInWords, code, enumerate, expected, found, isDuration } from './wording.ts';

/** What is wrong with one value. Undefined for keywords that are about the keys of an object. */
export function explainValue(mistake: Mistake, judged: Judged): Finding | undefined {
  const { node, path } = mistake;
  if (node.kind === 'scalar' && node.style === 'empty') return missingValue(node, mistake);
  switch (mistake.error.keyword) {
    case 'type':
      return wrongType(mistake, judged);
    case 'enum':
    case 'const':
      return unknownValue(mistake, judged);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return outOfBounds(mistake, judged);
    case 'pattern':
      return badFormat(mistake, judged);
    case 'minLength':
      return errorAt(
        'schema-bad-format',
        valueSpan(node, judged.text),
        `${subjectOf(path)} must not be empty`,
      );
    case 'minItems':
    case 'maxItems':
      return wrongLength(mistake, judged);
    case 'uniqueItems':
      return repeatedItem(mistake, judged);
    default:
      return undefined;
  }
}

function missingValue(node: ScalarNode, { path }: Mistake): Finding {
  const key = path.at(-1);
  const isKey = node.owner?.what === 'key' && key !== undefined;
  const message = isKey ? `\`${key}\` needs a value` : 'This list item is empty';
  return errorAt('schema-missing-value', node.owner ?? node, message);
}

function wrongType(mistake: Mistake, { text }: Judged): Finding {
  const { node, path, place } = mistake;
  const slip = gluedDashes(node) ?? (place && gluedText(node, place.declared, text));
  if (slip) return slip;
  const words = wordsAsked(place);
  if (words && node.kind === 'scalar' && node.value !== null) return wrongWord(node, path, words, text);
  const asked = askedOf(mistake);
  const item = itemSlip(mistake, text);
  if (item) return item;
  const isInfinite = node.kind === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value);
  const wanted = isInfinite && asked === 'a number' ? 'a finite number' : asked;
  const fix = place && node.kind === 'scalar' ? retyped(node, wanted, text) : undefined;
  const message = `${subjectOf(path)} must be ${wanted}, not ${found(node, text)}${fix?.hint ?? ''}`;
  return errorAt('schema-wrong-type', valueSpan(node, text), message, fix && { replace: fix.replace });
}

/** What is wanted; where a key is called like what stands there, its name says nothing. */
function askedOf({ path, place }: Mistake): string {
  const union = place && taggedOf(place.declared);
  if (union && union.name === path.at(-1)) return `a map with ${code(`${union.tag}: …`)}`;
  return place ? expected(place.declared) : 'something else';
}

/** `monitors: { kind: … }` without the list, and `- latency` without its key. */
function itemSlip({ node, path, place }: Mistake, text: string): Finding | undefined {
  if (node.kind === 'map') {
    const items = (place?.declared as { readonly items?: Schema } | undefined)?.items;
    const union = items && taggedOf(items);
    return union && missingDash(node, union, text);
  }
  const union = place && taggedOf(place.declared);
  const isName = node.kind === 'scalar' && node.style === 'plain' && /^\d+$/.test(path.at(-1) ?? '');
  if (!isName || !union?.branches.some(({ id }) => id === node.value)) return undefined;
  const meant = `${union.tag}: ${node.value}`;
  const message = `An item is a ${union.name}, not its ${union.tag}; did you mean ${code(meant)}?`;
  return errorAt('schema-wrong-type', node, message, { replace: meant });
}

/** The words that a key takes, where it takes no other text. */
const wordsAsked = (place: SpecPlace | undefined) =>
  (place?.declared as { readonly enum?: readonly unknown[] } | undefined)?.enum?.map(String);

/** `percentile: 95` for `p95`, or `repeat: true`, which no quotes would help. */
function wrongWord(node: ScalarNode, path: Mistake['path'], words: readonly string[], text: string): Finding {
  const given = String(node.value);
  const [near, another] = words.filter((word) => word.endsWith(given));
  const isMeant = near !== undefined && another === undefined;
  const advice = isMeant ? `; did you mean ${code(near)}?` : '';
  const message = `${subjectOf(path)} must be ${enumerate(words.map(code), 'or')}, not ${found(node, text)}${advice}`;
  const span = valueSpan(node, text);
  // The only word of a `version` is a number, and a number stands in no quotes.
  const fix = Number.isNaN(Number(near)) ? replaceWord(text, span, near ?? '') : { replace: near ?? '' };
  return errorAt('schema-wrong-type', span, message, isMeant ? fix : undefined);
}

/** The usual slips: a number in quotes, a version without them, one item instead of a list. */
function retyped(
  node: ScalarNode,
  wanted: string,
  text: string,
): { hint: string; replace: string } | undefined {
  const given = text.slice(node.start, node.end);
  const { value } = node;
  // A return without a newline is text to YAML.
  if (given.trim() === '') return undefined;
  if (wanted === 'a list' && value !== null) return { hint: '; put it in brackets', replace: `[${given}]` };
  if (wanted === 'text' && value !== null)
    return { hint: '; put it in quotes', replace: JSON.stringify(given) };
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  const isTruth = (value === 'true' || value === 'false') && /`true`/.test(wanted);
  if (node.style === 'quoted' && (isTruth || (isNumber && /number/.test(wanted))))
    return { hint: '; remove the quotes', replace: value.trim() };
  return undefined;
}

function unknownValue({ node, path, error }: Mistake, judged: Judged): Finding {
  const allowed = (
    (error.params['allowedValues'] as unknown[] | undefined) ?? [error.params['allowedValue']]
  ).map(String);
  const span = valueSpan(node, judged.text);
  const known = enumerate(allowed.map(code), 'or');
  if (node.kind !== 'scalar' || node.value === null)
    return errorAt(
      'schema-wrong-type',
      span,
      `${subjectOf(path)} must be ${known}, not ${found(node, judged.text)}`,
    );
  const given = String(node.value);
  const { words, fix } = suggest(given, allowed, judged.text, span);
  const isTag = specPlaceOf(judged.spec, judged.value, path.slice(0, -1))?.union?.tag === path.at(-1);
  const what = isTag
    ? `Unknown ${path.at(-1)} ${code(given)}`
    : `${subjectOf(path)} cannot be ${code(given)}`;
  return { ...errorAt('schema-unknown-value', span, what + (words || `; it is ${known}`)), ...fix };
}

function outOfBounds({ node, path, place, error }: Mistake, { text }: Judged): Finding {
  const unit = (place?.declared as { unit?: string } | undefined)?.unit;
  const bounds = place ? boundsInWords(place.schema, unit) : String(error.message);
  const message = `${subjectOf(path)} must be ${bounds}, not ${code(text.slice(node.start, node.end))}`;
  return errorAt('schema-out-of-bounds', valueSpan(node, text), message);
}

function badFormat({ node, path, place, error }: Mistake, { text }: Judged): Finding {
  const given = node.kind === 'scalar' ? String(node.value) : '';
  const span = valueSpan(node, text);
  if (error.params['pattern'] === durationPattern)
    return badDuration(
      node,
      subjectOf(path),
      place && isDuration(place.declared) ? expected(place.declared) : 'a duration such as `5m`',
      text,
    );
  const message = `${subjectOf(path)} ${formats[error.params['pattern'] as string] ?? 'does not have the right form'}, not ${code(given)}`;
  return errorAt('schema-bad-format', span, message);
}

/** What the patterns of the specs mean. */
export const formats: Readonly<Record<string, string>> = {
  '^[A-Za-z0-9_][A-Za-z0-9_.-]*$':
    'must be made of letters, digits, `_`, `.` and `-`, and begin with a letter, a digit or `_`',
  '^https?://': 'must begin with `http://` or `https://`',
};

function badDuration(node: Node, subject: string, wanted: string, text: string): Finding {
  const given = node.kind === 'scalar' ? String(node.value) : '';
  const meant = durationMeant(given);
  const rule = meant === undefined || isCompound(given) ? `: ${durationForm}` : '';
  const advice = meant === undefined ? '' : `; did you mean ${code(meant)}?`;
  const message = `${subject} must be ${wanted}, not ${code(given)}${rule}${advice}`;
  const span = valueSpan(node, text);
  const fix = meant === undefined ? undefined : replaceWord(text, span, meant);
  return errorAt('schema-bad-format', span, message, fix);
}

const spelledUnits: readonly (readonly [RegExp, string])[] = [
  [/^(ms|msecs?|milli(second)?s?)$/i, 'ms'],
  [/^(s|secs?|seconds?)$/i, 's'],
  [/^(m|mins?|minutes?)$/i, 'm'],
  [/^(h|hrs?|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'd'],
];

const durationForm = 'one number with one of the units ms, s, m, h, d, or a number of seconds';

const isCompound = (given: string) => (given.match(/\d+(\.\d+)?\s*[a-z]+/gi) ?? []).length > 1;

/** `2 minutes` and `2 min` are `2m`; `1h30m`, which has two units, is `90m`: in the last of them. */
function durationMeant(given: string): string | undefined {
  const parts = [...given.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gi)];
  const units = parts.map(([, , word = '']) => spelledUnits.find(([spelling]) => spelling.test(word))?.[1]);
  const last = units.at(-1);
  const isAll = parts.map(([part]) => part).join('') === given.trimStart();
  if (!isAll || last === undefined || units.includes(undefined)) return undefined;
  if (parts.length === 1) return `${Number(parts[0]?.[1])}${last}`;
  const ms = parts.reduce((sum, [, amount], at) => sum + durationMs(`${Number(amount)}${units[at]}`), 0);
  return `${Number((ms / durationMs(`1${last}`)).toPrecision(12))}${last}`;
}

function wrongLength({ node, path, error }: Mistake, { text }: Judged): Finding {
  const limit = Number(error.params['limit']);
  const bound = error.keyword === 'minItems' ? 'at least' : 'at most';
  const demand =
    limit === 1 && bound === 'at least' ? 'must not be empty' : `must have ${bound} ${limit} items`;
  return errorAt('schema-out-of-bounds', valueSpan(node, text), `${subjectOf(path)} ${demand}`);
}

function repeatedItem({ node, path, error }: Mistake, { text }: Judged): Finding | undefined {
  if (node.kind !== 'seq') return undefined;
  const [first, second] = [error.params['i'], error.params['j']].map(Number).toSorted((a, b) => a - b);
  const [earlier, later] = [node.items[first ?? -1], node.items[second ?? -1]];
  if (!earlier || !later) return undefined;
  const span = later.alias ?? valueSpan(later.value, text);
  const given = code(text.slice(later.value.start, later.value.end));
  const related = [{ span: earlier.alias ?? earlier.value, message: 'first given here' }];
  return {
    ...errorAt('schema-repeated-item', span, `${given} is listed twice in ${subjectOf(path)}`),
    related,
  };
}
