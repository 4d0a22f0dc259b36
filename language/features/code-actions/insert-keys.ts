import type { SampleFacts } from '../../../core/spec/sample-facts.ts';
import type { Fix } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type KeySpec, mapSpecs, specsAt } from '../../model/spec-at.ts';
import { workedOutOnce } from '../../model/worked-out.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import type { Frame, Siblings } from '../../syntax/cursor/place.ts';
import { outlineAt } from '../../syntax/cursor/scan-document.ts';
import { endOfPair } from '../../syntax/edit-map.ts';
import { lineEnd, lineStart, lineBreakIn as newline } from '../../syntax/lines.ts';
import { effectivePairs, type MapNode, type Node, pairOf, type Span } from '../../syntax/tree.ts';
import { code, enumerate } from '../../validate/wording.ts';
import { type Facts, factsOf } from '../completion/facts.ts';
import { entryTemplate } from '../completion/skeleton.ts';
import { renderEntries } from '../completion/template.ts';

/** What proposals are made from, beside the text. */
export interface Known {
  /** Strategies that can be named, those of included files too. */
  readonly strategyNames: readonly string[];
  readonly sample?: SampleFacts | undefined;
}

/** The fix that adds keys to the map which a finding about missing keys marks. */
export function insertionOf(
  keys: readonly string[],
  span: Span,
  config: ReadConfig,
  known: Known,
): Fix | undefined {
  for (const { root } of config.documents) {
    for (const place of root ? mapsOf(root, [], new Set()) : []) {
      const specs = isMarked(place.map, span) ? keySpecs(place, keys, config) : undefined;
      if (!specs) continue;
      const edit = insertionInto(place, specs, config, known);
      const title = `Add ${enumerate(keys.map(code), 'and')}`;
      return { title, edits: [edit], isCertain: false };
    }
  }
  return undefined;
}

interface MapPlace {
  readonly map: MapNode;
  readonly path: readonly Frame[];
}

function mapsOf(node: Node, path: readonly Frame[], seen: Set<Node>): MapPlace[] {
  if (node.kind === 'scalar' || seen.has(node)) return [];
  seen.add(node);
  if (node.kind === 'seq')
    return node.items.flatMap(({ value }, index) => mapsOf(value, [...path, { type: 'seq', index }], seen));
  const siblings = siblingsOf(node);
  const below = node.pairs.flatMap(({ name, value }) =>
    mapsOf(value, [...path, { type: 'map', key: name, siblings }], seen),
  );
  return [{ map: node, path }, ...below];
}

const siblingsOf = (map: MapNode): Siblings =>
  new Map(
    effectivePairs(map).map(({ name, value }) => [
      name,
      value.kind === 'scalar' ? String(value.value) : undefined,
    ]),
  );

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
function keySpecs({ map, path }: MapPlace, keys: readonly string[], { format }: ReadConfig) {
  const forms = specsAt(format, path).flatMap((spec) => mapSpecs(spec, siblingsOf(map)));
  const known = forms.map((form) => keys.map((key) => form.keys.find((spec) => spec.key === key)));
  return known.find((specs): specs is KeySpec[] => specs.every((spec) => spec !== undefined));
}

function insertionInto({ map, path }: MapPlace, specs: readonly KeySpec[], config: ReadConfig, known: Known) {
  const { text, uri } = config;
  const facts = factsFor(config, known);
  const entries = specs.map((spec) => entryTemplate(spec, path, facts));
  const first = map.pairs[0]?.key ?? map.merges[0]?.key;
  const column = first ? first.start - lineStart(text, first.start) : 0;
  const json = syntaxOf(uri) === 'json';
  const written = renderEntries(entries, { json, quote: '', flow: map.flow, column, snippets: false });
  return map.flow ? intoFlow(map, written, text) : intoBlock(map, written, column, text);
}

/** What completion would know at the place, so that both propose the same. */
function factsFor(config: ReadConfig, { strategyNames, sample }: Known): Facts {
  const { text, uri, format } = config;
  const given = { format, strategyNames, monitorIds: [], snippets: false, ...(sample ? { sample } : {}) };
  const cursor = { json: syntaxOf(uri) === 'json', outline: outlineOf(config), word: noWord, places: [] };
  return factsOf(given, cursor, text);
}

const noWord = { start: 0, end: 0, quote: '' } as const;

/** The outline of the first document: there is but one in what can be used. */
const outlineOf = workedOutOnce(({ text, uri, documents }: ReadConfig): Outline => {
  const outline = outlineAt(text, documents[0]?.root?.start ?? text.length, syntaxOf(uri) === 'json');
  return outline ?? { start: 0, end: text.length, comma: -1, anchors: [] };
});

/** After the last pair, on a line of its own where that one is. */
function intoFlow(map: MapNode, written: string, text: string) {
  const last = map.pairs.at(-1) ?? map.merges.at(-1);
  if (!last) return insert(map.start + 1, ` ${written} `);
  const start = lineStart(text, last.key.start);
  const before = text.slice(start, last.key.start);
  const gap = before.trim() === '' && start > map.start ? newline(text) + before : ' ';
  return insert(endOfPair(last), `,${gap}${written}`);
}

/** Below the tag, where people look for it; else at the end. */
function intoBlock(map: MapNode, written: string, column: number, text: string) {
  const tag = map.pairs.find(({ name, value }) => ['kind', 'type'].includes(name) && value.kind === 'scalar');
  const anchor = tag ?? map.pairs.at(-1) ?? map.merges.at(-1);
  const at = lineEnd(text, anchor ? endOfPair(anchor) : map.end);
  const lines = written.split('\n').join(newline(text));
  return insert(at, newline(text) + ' '.repeat(column) + lines);
}

const insert = (at: number, newText: string) => ({ start: at, end: at, newText });

/** The line break of the text. */
export { newline };
