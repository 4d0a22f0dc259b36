import { nearestName, shortFor } from '../../core/spec/nearest-name.ts';
import { errorAt, type Finding, replaceWord } from '../finding.ts';
import { type MapNode, type Pair, pairOf, type Span } from '../syntax/tree.ts';
import { layoutSlips } from './layout-slips.ts';
import { type Judged, type Mistake, subjectOf } from './mistake.ts';
import { mayBe, propertiesOf, type SpecPlace } from './spec-place.ts';
import { formats } from './value-mistakes.ts';
import { code, enumerate } from './wording.ts';

/** What the validator says of the keys of one object. */
export interface ObjectMistakes {
  readonly map: MapNode;
  readonly mistake: Mistake;
  readonly unknown: string[];
  readonly missing: string[];
  readonly excluded: string[];
}

/** One finding per mistake in the keys of an object; all missing keys together are one. */
export function explainObject(all: ObjectMistakes, judged: Judged): Finding[] {
  const slips = layoutSlips(all, judged);
  const slipped = new Set(slips.flatMap(({ keys }) => keys));
  const mixed = all.unknown.filter((key) => !slipped.has(key) && isOfAnotherForm(key, all));
  const unknown = all.unknown.filter((key) => !slipped.has(key) && !mixed.includes(key));
  const mistakes = { ...all, unknown, missing: all.missing.filter((key) => !slipped.has(key)) };
  const meant = misspelled(mistakes);
  const disguised = tagInDisguise(mistakes, judged);
  const explained = new Set([
    ...meant.values(),
    ...choiceOf([...meant.values()], mistakes),
    ...(disguised ? [mistakes.mistake.place?.union?.tag] : []),
  ]);
  const missing = mistakes.missing.filter((key) => !explained.has(key));
  return [
    ...slips.map(({ finding }) => finding),
    ...unknown.map((key) => unknownKey(key, meant.get(key), mistakes, judged)),
    ...mergedKeys(mistakes),
    mixedForms(mixed, mistakes),
    disguised,
    missing.length > 0 ? missingKeys(missing, mistakes) : undefined,
    excludedKeys(mistakes),
  ].filter((finding) => finding !== undefined);
}

/** For each unknown key, the key it is most likely to be: one that is missing if possible, never one already there. */
function misspelled({ map, unknown, missing, mistake: { place } }: ObjectMistakes): Map<string, string> {
  const free = place ? Object.keys(propertiesOf(place)).filter((key) => !isWritten(map, key)) : [];
  const meant = new Map<string, string>();
  const slips = unknown.filter((name) => !isTemplate(name));
  for (const key of slips) {
    const left = free.filter((name) => ![...meant.values()].includes(name));
    const wanted = left.filter((name) => missing.includes(name));
    const near =
      nearestName(key, wanted) ?? nearestName(key, left) ?? shortFor(key, wanted) ?? shortFor(key, left);
    if (near !== undefined) meant.set(key, near);
  }
  const [key, another] = slips.filter((name) => !meant.has(name));
  const filled =
    key !== undefined && another === undefined ? filledBy(key, { map, missing, place }, meant) : undefined;
  return key !== undefined && filled !== undefined ? meant.set(key, filled) : meant;
}

/** What a merge brings may be written again, to override it. */
const isWritten = ({ pairs }: MapNode, key: string) => pairs.some(({ name }) => name === key);

/** `x-base`, as other tools let people keep what anchors are for: no slip of a name. */
const isTemplate = (key: string) => key.startsWith('x-');

interface Keys extends Pick<ObjectMistakes, 'map' | 'missing'> {
  readonly place: SpecPlace | undefined;
}

/** The one missing key, where the value of the one unknown key is fit for it: `{ type: static, limit: 3 }`. Text is fit for too much. */
function filledBy(
  key: string,
  { map, missing, place }: Keys,
  meant: ReadonlyMap<string, string>,
): string | undefined {
  const [name, another] = missing.filter((needed) => ![...meant.values()].includes(needed));
  const value = pairOf(map, key)?.value;
  const schema = name !== undefined && place ? propertiesOf(place)[name] : undefined;
  if (!schema || !value || another !== undefined) return undefined;
  return mayBe(schema, value) ? name : undefined;
}

/** Of keys that come in two groups, those that are not needed once the first group is meant. */
function choiceOf(meant: readonly string[], { mistake: { place } }: ObjectMistakes): readonly string[] {
  const [first, second] = place?.branch?.either ?? [];
  return first?.some((key) => meant.includes(key)) ? (second ?? []) : [];
}

function unknownKey(
  key: string,
  meant: string | undefined,
  { map, mistake }: ObjectMistakes,
  judged: Judged,
): Finding | undefined {
  const pair = pairOf(map, key);
  if (!pair || 'via' in pair) return undefined;
  const span = pair.key;
  const patterns = (mistake.place?.schema as { patternProperties?: Record<string, unknown> } | undefined)
    ?.patternProperties;
  const [pattern] = Object.keys(patterns ?? {});
  if (pattern !== undefined)
    return errorAt(
      'schema-bad-format',
      span,
      `A name ${formats[pattern] ?? 'does not have the right form'}, not ${code(key)}`,
    );
  const where = placeName(mistake);
  const advice = meant === undefined ? elsewhere(key, mistake.place) : `; did you mean ${code(meant)}?`;
  const data = meant === undefined ? { remove: true as const } : replaceWord(judged.text, span, meant);
  return errorAt('schema-unknown-key', span, `Unknown key ${code(key)}${where}${advice}`, data);
}

/** Keys that are unknown only where a merge brings them: one mistake for each merge. */
function mergedKeys({ map, unknown, mistake }: ObjectMistakes): Finding[] {
  const merged = map.inherited.filter(({ name }) => unknown.includes(name));
  const places = new Set(merged.map(({ via }) => via));
  return [...places].map((span) => {
    const pairs = merged.filter(({ via }) => via === span);
    const names = enumerate(
      pairs.map(({ name }) => code(name)),
      'and',
    );
    const message = `This merges ${names}, unknown${placeName(mistake) || ' here'}`;
    const related = pairs.map(({ key }) => ({ span: key, message: 'merged from here' }));
    return { ...errorAt('schema-unknown-key', span, message), related };
  });
}

function isOfAnotherForm(key: string, { map, mistake: { place } }: ObjectMistakes): boolean {
  const pair = pairOf(map, key);
  if (!place?.forms || !pair || 'via' in pair) return false;
  const isKnown = place.forms.some((form) => Object.hasOwn(keysOf(form), key));
  return isKnown && Object.keys(propertiesOf(place)).some((own) => pairOf(map, own));
}

const keysOf = (form: Parameters<typeof mayBe>[0]) => (form as { properties?: object }).properties ?? {};

/** Keys of several forms of an object in one: `reference: { first: 500, to: … }`. All of them are one mistake. */
function mixedForms([key]: readonly string[], { map, mistake }: ObjectMistakes): Finding | undefined {
  const pair = key === undefined ? undefined : pairOf(map, key);
  const { place } = mistake;
  if (!pair || 'via' in pair || !place) return undefined;
  const own: Pair[] = Object.keys(propertiesOf(place)).flatMap((name) => pairOf(map, name) ?? []);
  const forms = (place.forms ?? []).map((form) => enumerate(Object.keys(keysOf(form)).map(code), 'and'));
  const names = enumerate(
    own.map(({ name }) => code(name)),
    'and',
  );
  const message = `${names} and ${code(pair.name)} exclude each other${placeName(mistake)}: give ${forms.join(', or ')}`;
  const related = own.map((other) => ({ span: other.key, message: 'the other one' }));
  return { ...errorAt('schema-conflicting-keys', pair.key, message), related };
}

/** ` in a latency monitor`, ` in `runtime``; nothing for the file itself. */
function placeName({ place, path }: Mistake): string {
  if (place?.union && place.branch) return ` for ${code(place.branch.id)}`;
  return path.length === 0
    ? ''
    : ` in ${subjectOf(path).replace('An item', 'an item').replace('This item', 'this item')}`;
}

/** A key that belongs to other branches of the union says so; any other is answered with the keys there are. */
function elsewhere(key: string, place: SpecPlace | undefined): string {
  if (isTemplate(key)) return '; an anchor stands where it is used first, on a monitor or strategy';
  if (!place) return '';
  const owners = (place.union?.branches ?? []).filter((branch) =>
    Object.hasOwn(branch.params.properties, key),
  );
  if (owners.length > 0)
    return `; it belongs to ${enumerate(
      owners.map((branch) => code(branch.id)),
      'and',
    )}`;
  const keys = Object.keys(propertiesOf(place)).filter((name) => name !== place.union?.tag);
  return keys.length > 0 && keys.length <= 12 ? `; known are ${enumerate(keys.map(code), 'and')}` : '';
}

/** The tag is missing, but a key looks like it: `knd: latency`, or `type: latency` where it should be `kind`. */
function tagInDisguise({ map, missing, mistake }: ObjectMistakes, { text }: Judged): Finding | undefined {
  const union = mistake.place?.union;
  if (!union || !missing.includes(union.tag)) return undefined;
  const { tag, branches, common } = union;
  const known = new Set(
    [common ?? {}, ...branches.map((branch) => branch.params.properties)].flatMap(Object.keys),
  );
  const candidates = map.pairs.filter((pair) => !known.has(pair.name));
  const ids = branches.map((branch) => branch.id);
  const found =
    candidates.find((pair) => isOneOf(ids, pair)) ?? candidates.find((pair) => nearestName(pair.name, [tag]));
  if (!found) return undefined;
  const message = `Unknown key ${code(found.name)}; did you mean ${code(tag)}?`;
  return errorAt('schema-unknown-key', found.key, message, replaceWord(text, found.key, tag));
}

const isOneOf = (ids: readonly string[], { value }: Pair) =>
  value.kind === 'scalar' && ids.includes(String(value.value));

function missingKeys(missing: readonly string[], { map, mistake }: ObjectMistakes): Finding {
  const { place, path } = mistake;
  const tag = place?.union && place.branch ? pairOf(map, place.union.tag) : undefined;
  const whole = place?.union ? `This ${place.union.name}` : subjectOf(path);
  const subject = place?.branch && tag ? code(place.branch.id) : whole;
  const needs =
    eitherGroup(missing, map, place) ?? anyForm(map, place) ?? enumerate(missing.map(code), 'and');
  const span = tag && !('via' in tag) ? tag.value : ownerSpan(map);
  return errorAt('schema-missing-key', span, `${subject} needs ${needs}`, { insert: missing });
}

/** Of keys that come in two groups, both are named while the file has chosen neither. */
function eitherGroup(
  missing: readonly string[],
  map: MapNode,
  place: SpecPlace | undefined,
): string | undefined {
  const [first, second] = place?.branch?.either ?? [];
  if (!first || !second?.every((key) => missing.includes(key))) return undefined;
  if ([...first, ...second].some((key) => pairOf(map, key))) return undefined;
  const others = missing.filter((key) => !second.includes(key));
  const choice = `either ${enumerate(first.map(code), 'and')}, or ${enumerate(second.map(code), 'and')}`;
  return others.length > 0 ? `${enumerate(others.map(code), 'and')}, and ${choice}` : choice;
}

/** Of an object that is one of several forms, what each of them needs, while the file has chosen none. */
function anyForm(map: MapNode, place: SpecPlace | undefined): string | undefined {
  const forms = place?.union ? [] : (place?.forms ?? []);
  if (forms.length < 2 || map.pairs.length + map.inherited.length > 0) return undefined;
  const keys = forms.flatMap((form) => (form as { readonly required?: readonly string[] }).required ?? []);
  return enumerate(keys.map(code), 'or');
}

/** The key the object hangs on; else its first key; else itself. */
function ownerSpan(map: MapNode): Span {
  const first = map.pairs[0]?.key ?? map.merges[0]?.key;
  if (map.owner && (map.owner.what === 'key' || !first)) return map.owner;
  return first ?? { start: map.start, end: Math.min(map.end, map.start + 1) };
}

/** Keys that exclude each other make one mistake, however many they are. */
function excludedKeys({ map, excluded, mistake }: ObjectMistakes): Finding | undefined {
  const pairs = excluded.map((key) => pairOf(map, key)).filter((pair) => pair !== undefined);
  const [pair] = pairs;
  if (!pair) return undefined;
  const groups = (mistake.place?.branch?.either ?? []).flat();
  const rivals = groups.flatMap((key) => (excluded.includes(key) ? [] : (pairOf(map, key) ?? [])));
  const names = (list: readonly Pair[]) =>
    enumerate(
      list.map(({ name }) => code(name)),
      'and',
    );
  const message = `${names(rivals)} and ${names(pairs)} exclude each other; give one or the other`;
  const related = rivals.map(({ key }) => ({ span: key, message: 'the other one' }));
  return { ...errorAt('schema-conflicting-keys', 'via' in pair ? pair.via : pair.key, message), related };
}
