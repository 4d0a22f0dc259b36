import type { Fix } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type KeySpec, mapSpecs, specsAt } from '../../model/spec-at.ts';
import { asLastPair } from '../../syntax/add-to-map.ts';
import { endOfPair } from '../../syntax/edit-map.ts';
import { lineBreakIn, lineEnd, lineStart } from '../../syntax/lines.ts';
import { keysOf, type MapNode, pairOf, type Span } from '../../syntax/tree.ts';
import { code, enumerate } from '../../validate/wording.ts';
import { entryTemplate } from '../completion/skeleton.ts';
import { renderEntries } from '../completion/template.ts';
import { factsFor, type Known } from './known-facts.ts';
import { isMapPlace, type NodePlace, nodePlaces } from './node-places.ts';

/** The fix that adds keys to the map which a finding about missing keys marks. */
export function insertionOf(
  keys: readonly string[],
  span: Span,
  config: ReadConfig,
  known: Known,
): Fix | undefined {
  for (const place of nodePlaces(config).filter(isMapPlace)) {
    const specs = isMarked(place.node, span) ? keySpecs(place, keys, config) : undefined;
    if (!specs) continue;
    const edits = insertionInto(place, specs, config, known);
    const title = `Add ${enumerate(keys.map(code), 'and')}`;
    return edits && { title, edits, isCertain: false };
  }
  return undefined;
}

/** Missing keys are marked at the tag of the map, at what it hangs on, at its first key, or at its beginning. */
function isMarked(map: MapNode, { start, end }: Span): boolean {
  const marks: (Span | undefined)[] = [
    pairOf(map, 'kind')?.value,
    pairOf(map, 'type')?.value,
    map.owner,
    map.pairs[0]?.key ?? map.merges[0]?.key ?? { start: map.start, end: Math.min(map.end, map.start + 1) },
  ];
  return marks.some((mark) => mark?.start === start && mark.end === end);
}

/** What the schema says of the keys; undefined where the map is not one that takes them all. */
function keySpecs({ node: map, path }: NodePlace<MapNode>, keys: readonly string[], { format }: ReadConfig) {
  const forms = specsAt(format, path).flatMap((spec) => mapSpecs(spec, keysOf(map)));
  const known = forms.map((form) => keys.map((key) => form.keys.find((spec) => spec.key === key)));
  return known.find((specs): specs is KeySpec[] => specs.every((spec) => spec !== undefined));
}

function insertionInto(
  { node: map, path }: NodePlace<MapNode>,
  specs: readonly KeySpec[],
  config: ReadConfig,
  known: Known,
) {
  const { text, uri } = config;
  const facts = factsFor(config, known);
  const entries = specs.map((spec) => entryTemplate(spec, path, facts));
  const first = map.pairs[0]?.key ?? map.merges[0]?.key;
  const column = first ? first.start - lineStart(text, first.start) : 0;
  const json = syntaxOf(uri) === 'json';
  const written = renderEntries(entries, { json, quote: '', flow: map.flow, column, snippets: false });
  return map.flow ? asLastPair(text, map, () => written) : [intoBlock(map, written, column, text)];
}

/** Below the tag, where people look for it; else at the end. */
function intoBlock(map: MapNode, written: string, column: number, text: string) {
  const tag = map.pairs.find(({ name, value }) => ['kind', 'type'].includes(name) && value.kind === 'scalar');
  const anchor = tag ?? map.pairs.at(-1) ?? map.merges.at(-1);
  const at = lineEnd(text, anchor ? endOfPair(anchor) : map.end);
  const lines = written.split('\n').join(lineBreakIn(text));
  return insert(at, lineBreakIn(text) + ' '.repeat(column) + lines);
}

const insert = (at: number, newText: string) => ({ start: at, end: at, newText });
