import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { errorAt, type Finding } from '../finding.ts';
import { repeatedKeys } from './repeated-keys.ts';
import type { Source } from './source.ts';
import type {
  InheritedPair,
  Item,
  MapNode,
  Node,
  Owner,
  Pair,
  ScalarNode,
  ScalarValue,
  SeqNode,
  Span,
} from './tree.ts';
import { YamlAnchors } from './yaml-anchors.ts';

type YamlNode = ParsedNode | null | undefined;
type YamlPair = YAMLMap.Parsed['items'][number];
type Built = { readonly value: Node; readonly alias?: Span };

/** Turns what the YAML library gives for one document into our tree. */
export class YamlTreeBuilder {
  readonly #source: Source;
  readonly #anchors = new YamlAnchors();
  readonly #findings: Finding[] = [];
  #isPlain = true;
  #hasAliases = false;

  constructor(source: Source) {
    this.#source = source;
  }

  get findings(): readonly Finding[] {
    return [...this.#findings, ...this.#anchors.findings];
  }

  /** Whether what was built has no anchors, aliases and merges: then nothing in it is shared. */
  get isPlain(): boolean {
    return this.#isPlain;
  }

  get hasAliases(): boolean {
    return this.#hasAliases;
  }

  /** Undefined for a document in which nothing is written. */
  root(document: Document.Parsed): Node | undefined {
    const contents = document.contents as YamlNode;
    if (!contents) return undefined;
    const { value } = this.#build(contents, undefined, contents.range[0], 0);
    return value.kind === 'scalar' && value.style === 'empty' ? undefined : value;
  }

  /** One item of a list in block style. */
  item(node: YamlNode, at: number, depth: number): Item {
    const start = node?.range[0] ?? at;
    return this.#build(node, this.#dashBefore(start), at, depth);
  }

  /** One entry of a map; undefined, and a finding, where its key is none. */
  pair({ key, value }: YamlPair, at: number, depth: number): Pair | undefined {
    const name = this.#keyOf(key as YamlNode, at);
    if (!name) return undefined;
    const owner: Owner = { start: name.start, end: name.end, what: 'key' };
    const built = this.#build(value as YamlNode, owner, name.end, depth);
    return { key: name, name: this.#nameOf(name), ...built };
  }

  /** A key whose value is built apart. */
  key(node: YamlNode, at: number): Pick<Pair, 'key' | 'name'> | undefined {
    const key = this.#keyOf(node, at);
    return key && { key, name: this.#nameOf(key) };
  }

  /** @param at where to place a node of which nothing is written */
  #build(node: YamlNode, owner: Owner | undefined, at: number, depth: number): Built {
    if (isAlias(node)) {
      this.#hasAliases = true;
      const alias = spanOf(node.range);
      const value = this.#anchors.resolve(node.source, alias, depth);
      return {
        value: value ?? { kind: 'scalar', value: null, style: 'plain', ...alias, ...owned(owner) },
        alias,
      };
    }
    const anchor = (node as { anchor?: string } | null | undefined)?.anchor;
    if (anchor !== undefined) this.#isPlain = false;
    this.#anchors.open(anchor);
    const value = this.#buildOwn(node, owner, at, depth);
    this.#anchors.close(anchor, value);
    return { value };
  }

  #buildOwn(node: YamlNode, owner: Owner | undefined, at: number, depth: number): Node {
    if (isMap(node)) return this.#map(node as YAMLMap.Parsed, owner, depth);
    if (isSeq(node)) return this.#seq(node as YAMLSeq.Parsed, owner, depth);
    return this.#scalar(node, owner, at);
  }

  #scalar(node: YamlNode, owner: Owner | undefined, at: number): ScalarNode {
    const span = node ? spanOf(node.range) : { start: at, end: at };
    const scalar = isScalar(node) ? node : undefined;
    const type = scalar?.type;
    const plain = span.end > span.start ? 'plain' : 'empty';
    const style = type?.startsWith('QUOTE') ? 'quoted' : type?.startsWith('BLOCK') ? 'block' : plain;
    return { kind: 'scalar', value: scalarValue(scalar?.value), style, ...span, ...owned(owner) };
  }

  #seq(node: YAMLSeq.Parsed, owner: Owner | undefined, depth: number): SeqNode {
    const items: Item[] = [];
    let at = node.range[0];
    for (const item of node.items as YamlNode[]) {
      items.push(node.flow ? this.#build(item, undefined, at, depth + 1) : this.item(item, at, depth + 1));
      at = item?.range[1] ?? at;
    }
    return { kind: 'seq', flow: node.flow === true, items, ...spanOf(node.range), ...owned(owner) };
  }

  /** The dash of the list item that starts at an offset, before its anchor and tag; the library does not keep it. */
  #dashBefore(offset: number): Owner | undefined {
    let at = this.#blanksBefore(offset);
    for (
      let start = this.#wordBefore(at);
      /[&!]/.test(this.#source.text.charAt(start));
      start = this.#wordBefore(at)
    )
      at = this.#blanksBefore(start);
    return this.#source.text[at] === '-' ? { start: at, end: at + 1, what: 'dash' } : undefined;
  }

  /** Offset of the last character before an offset that is no white space. */
  #blanksBefore(offset: number): number {
    let at = offset - 1;
    while (at >= 0 && isWhite(this.#source.text.charAt(at))) at -= 1;
    return at;
  }

  /** Offset of the first character of the word that ends at an offset. */
  #wordBefore(last: number): number {
    let at = last;
    while (at > 0 && !isWhite(this.#source.text.charAt(at - 1))) at -= 1;
    return at;
  }

  #map(node: YAMLMap.Parsed, owner: Owner | undefined, depth: number): MapNode {
    const pairs: Pair[] = [];
    const merges: Pair[] = [];
    for (const entry of node.items) {
      const pair = this.pair(entry, node.range[0], depth + 1);
      if (pair) (isMergeKey(pair) ? merges : pairs).push(pair);
    }
    if (merges.length > 0) this.#isPlain = false;
    this.#findings.push(...repeatedKeys(pairs, this.#source));
    const inherited = this.#inherit(merges, new Set(pairs.map((pair) => pair.name)));
    return {
      kind: 'map',
      flow: node.flow === true,
      pairs,
      merges,
      inherited,
      ...spanOf(node.range),
      ...owned(owner),
    };
  }

  #keyOf(key: YamlNode, at: number): ScalarNode | undefined {
    if (key && !isScalar(key)) {
      this.#report(
        'yaml-bad-key',
        spanOf(key.range),
        'A key must be plain text, not a list, a map or an alias',
      );
      return undefined;
    }
    const node = this.#scalar(key, undefined, at);
    const anchor = (key as { anchor?: string } | null | undefined)?.anchor;
    if (anchor !== undefined) this.#isPlain = false;
    this.#anchors.close(anchor, node);
    if (node.style !== 'empty') return node;
    this.#report(
      'yaml-bad-key',
      { start: node.start, end: node.start + 1 },
      'A key is missing before this `:`',
    );
    return undefined;
  }

  #nameOf(key: ScalarNode): string {
    return typeof key.value === 'string' ? key.value : this.#source.text.slice(key.start, key.end);
  }

  #inherit(merges: readonly Pair[], own: ReadonlySet<string>): InheritedPair[] {
    const taken = new Set(own);
    const inherited: InheritedPair[] = [];
    for (const { via, map } of merges.flatMap((merge) => this.#mergedMaps(merge))) {
      for (const pair of [...map.pairs.toReversed(), ...map.inherited]) {
        if (taken.has(pair.name)) continue;
        taken.add(pair.name);
        inherited.push({ ...pair, via });
      }
    }
    return inherited;
  }

  #mergedMaps(merge: Pair): { via: Span; map: MapNode }[] {
    const sources: readonly Item[] = merge.value.kind === 'seq' ? merge.value.items : [merge];
    return sources.flatMap(({ value, alias }) => {
      if (value.kind === 'map') return [{ via: alias ?? merge.alias ?? value, map: value }];
      const isReported = alias !== undefined && value.start === alias.start;
      const isTyped = value.kind === 'scalar' && value.style === 'empty';
      const message = isTyped ? '`<<` needs a value' : '`<<` takes an alias of a map, or a list of them';
      if (!isReported) this.#report(isTyped ? 'schema-missing-value' : 'yaml-bad-merge', merge.key, message);
      return [];
    });
  }

  #report(rule: string, span: Span, message: string): void {
    this.#findings.push(errorAt(rule, span, message));
  }
}

const spanOf = ([start, end]: readonly [number, number, ...number[]]): Span => ({ start, end });

const isWhite = (character: string) => ' \t\r\n'.includes(character);

const owned = (owner: Owner | undefined) => (owner ? { owner } : {});

/** Whether an entry brings in those of another map. */
export const isMergeKey = ({ name, key }: Pick<Pair, 'name' | 'key'>) =>
  name === '<<' && key.style === 'plain';

/** Tags can make other things of a scalar; the ones a config knows are JSON's. */
function scalarValue(value: unknown): ScalarValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
