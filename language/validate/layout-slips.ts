import { taggedOf } from '../../core/spec/schema.ts';
import { errorAt, type Finding, type FixEdit } from '../finding.ts';
import { endOfPair } from '../syntax/edit-map.ts';
import { lineStart } from '../syntax/lines.ts';
import type { MapNode, Node, Pair } from '../syntax/tree.ts';
import type { Judged } from './mistake.ts';
import type { ObjectMistakes } from './object-mistakes.ts';
import { membersOf, propertiesOf, type Schema, type SpecPlace } from './spec-place.ts';
import { code, enumerate } from './wording.ts';

/** One slip of the pen that makes YAML see other keys than those that are meant. */
export interface LayoutSlip {
  readonly finding: Finding;
  /** The keys, unknown or missing, of which nothing else is to be said. */
  readonly keys: readonly string[];
}

/** The slips in the keys of one map: no blank behind a colon, a decimal comma, and lines that are not indented. */
export function layoutSlips(
  { map, unknown, mistake: { place } }: ObjectMistakes,
  { text }: Judged,
): LayoutSlip[] {
  if (!place) return [];
  return map.pairs.flatMap((pair, at) => {
    if (!isEmpty(pair)) return [];
    return (
      gluedKey(pair, place, text) ??
      decimalComma(pair, map.pairs[at - 1], text) ??
      outdentedKeys(pair, followers(map, at, unknown), place, text) ??
      []
    );
  });
}

const isEmpty = ({ value }: Pair) => value.kind === 'scalar' && value.style === 'empty';

/** `{ type:static }`, which is one long key. */
function gluedKey({ name, key }: Pair, place: SpecPlace, text: string): LayoutSlip | undefined {
  const [, meant, rest] = /^([^\s:]+):(.+)$/s.exec(name) ?? [];
  if (meant === undefined || rest === undefined || !Object.hasOwn(propertiesOf(place), meant))
    return undefined;
  if (text.slice(key.start, key.end) !== name) return undefined;
  const message = `A space is missing after ${code(`${meant}:`)}`;
  const finding = errorAt('schema-unknown-key', key, message, { replace: `${meant}: ${rest}` });
  return { finding, keys: [name, meant] };
}

/** `- kind:latency`, which is one text where an object is asked for. */
export function gluedText(node: Node, declared: Schema, text: string): LayoutSlip['finding'] | undefined {
  if (node.kind !== 'scalar' || node.style !== 'plain') return undefined;
  const given = text.slice(node.start, node.end);
  const [, meant, rest] = /^([\w$]+):(\S[^\r\n]*)$/.exec(given) ?? [];
  if (meant === undefined || rest === undefined || !keysBelow(declared).has(meant)) return undefined;
  const message = `A space is missing after ${code(`${meant}:`)}`;
  return errorAt('schema-wrong-type', node, message, { replace: `${meant}: ${rest}` });
}

/** `-kind: latency`, which is a map with such a key where a list is asked for. */
export function gluedDashes(node: Node): LayoutSlip['finding'] | undefined {
  const glued =
    node.kind === 'map' && !node.flow ? node.pairs.filter(({ name }) => /^-[A-Za-z_]/.test(name)) : [];
  const [first] = glued;
  if (!first) return undefined;
  const edits = glued.map(({ key: { start } }) => ({ start: start + 1, end: start + 1, newText: ' ' }));
  const fixes = [{ title: 'Add the space', edits, isCertain: true }];
  return { ...errorAt('schema-wrong-type', first.key, 'A space is missing after `-`'), fixes };
}

/** `{ alpha: 0,2 }`, where `2` is a key of its own. */
function decimalComma({ name, key }: Pair, before: Pair | undefined, text: string): LayoutSlip | undefined {
  const value = before?.value;
  if (!/^\d+$/.test(name) || value?.kind !== 'scalar' || !Number.isInteger(value.value)) return undefined;
  if (text.slice(value.end, key.start) !== ',') return undefined;
  const span = { start: value.start, end: key.end };
  const replace = `${text.slice(value.start, value.end)}.${name}`;
  const message = `Numbers have a decimal point, not a comma; did you mean ${code(replace)}?`;
  return { finding: errorAt('schema-wrong-type', span, message, { replace }), keys: [name] };
}

/** The unknown keys that follow a pair of a block map. */
function followers(map: MapNode, at: number, unknown: readonly string[]): readonly Pair[] {
  if (map.flow) return [];
  const rest = map.pairs.slice(at + 1);
  const end = rest.findIndex(({ name }) => !unknown.includes(name));
  return end < 0 ? rest : rest.slice(0, end);
}

/** `strategy:` with nothing below it, since what is meant to be below is not indented. */
function outdentedKeys(
  { name, key }: Pair,
  next: readonly Pair[],
  place: SpecPlace,
  text: string,
): LayoutSlip | undefined {
  const schema = propertiesOf(place)[name];
  const known = schema ? keysBelow(schema) : new Set();
  const end = next.findIndex((pair) => !known.has(pair.name));
  const meant = end < 0 ? next : next.slice(0, end);
  const [first, last] = [meant[0], meant.at(-1)];
  if (!first || !last) return undefined;
  const names = enumerate(
    meant.map((pair) => code(pair.name)),
    'and',
  );
  const finding = errorAt(
    'schema-missing-value',
    key,
    `${code(name)} needs a value; indent ${names} below it`,
  );
  const edits = indented(lineStart(text, first.key.start), endOfPair(last), text);
  const fixes = [{ title: `Indent ${names} below ${code(name)}`, edits, isCertain: false }];
  return { finding: { ...finding, fixes }, keys: meant.map((pair) => pair.name) };
}

/** Every key that an object there may have. */
function keysBelow(schema: Schema): Set<string> {
  const union = taggedOf(schema);
  if (union) {
    const branches = union.branches.flatMap((branch) => Object.keys(branch.params.properties));
    return new Set([union.tag, ...Object.keys(union.common ?? {}), ...branches]);
  }
  const own = Object.keys((schema as { properties?: object }).properties ?? {});
  return new Set([...own, ...membersOf(schema).flatMap((member) => [...keysBelow(member)])]);
}

function indented(start: number, end: number, text: string): FixEdit[] {
  const breaks = [...text.slice(start, end).matchAll(/\r\n|\r|\n/g)].map(
    (match) => start + match.index + match[0].length,
  );
  const starts = [start, ...breaks].filter((at) => /^[^\S\r\n]*\S/.test(text.slice(at, end)));
  return starts.map((at) => ({ start: at, end: at, newText: '  ' }));
}
