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
import type { Source } from './source.ts';
import type { Item, MapNode, Node, Owner, Pair, ScalarNode, ScalarValue, SeqNode, Span } from './tree.ts';
import { YamlAnchors } from './yaml-anchors.ts';
import { dashBefore } from './yaml-dashes.ts';
import { type CollectionPlace, mapOf } from './yaml-maps.ts';

export type YamlNode = ParsedNode | null | undefined;
export type YamlPair = YAMLMap.Parsed['items'][number];
type Built = { readonly value: Node; readonly alias?: Span };
type Range = readonly [number, number, ...number[]];

/** Turns what the YAML library gives for one document into our tree, in the order of the text. */
export class YamlTreeBuilder {
  readonly #source: Source;
  readonly #anchors = new YamlAnchors();
  readonly #findings: Finding[] = [];
  #ties = 0;
  #moved = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  get findings(): readonly Finding[] {
    return [...this.#findings, ...this.#anchors.findings];
  }

  /** How many anchors, aliases, merges and findings there were: without any, what was built stands for itself. */
  get ties(): number {
    return this.#ties;
  }

  /** How much further down than where the library read it the next nodes stand. */
  set moved(characters: number) {
    this.#moved = characters;
  }

  /** Undefined for a document in which nothing is written. */
  root(document: Document.Parsed): Node | undefined {
    const contents = document.contents as YamlNode;
    if (!contents) return undefined;
    const { value } = this.#build(contents, undefined, this.#spanOf(contents.range).start, 0);
    return value.kind === 'scalar' && value.style === 'empty' ? undefined : value;
  }

  /** One item of a list in block style. `at` is where to place one of which nothing is written. */
  item(node: YamlNode, at: number, depth: number): Item {
    const start = node ? this.#spanOf(node.range).start : at;
    return this.#build(node, dashBefore(this.#source.text, start), at, depth);
  }

  /** One entry of a map; undefined, and a finding, where its key is none. */
  pair({ key, value }: YamlPair, at: number, depth: number): Pair | undefined {
    const known = this.#keyOf(key as YamlNode, at);
    if (!known) return undefined;
    const { start, end } = known;
    const built = this.#build(value as YamlNode, { start, end, what: 'key' }, end, depth);
    const pair = { key: known, name: this.#nameOf(known), value: built.value };
    return built.alias ? { ...pair, alias: built.alias } : pair;
  }

  /** The key of an entry whose value is built apart; undefined, and a finding, where it is none. */
  key(node: YamlNode, at: number): Pick<Pair, 'key' | 'name'> | undefined {
    const key = this.#keyOf(node, at);
    return key && { key, name: this.#nameOf(key) };
  }

  /** A map out of its entries, merge keys among them. */
  map(entries: readonly Pair[], place: CollectionPlace): MapNode {
    const { map, findings } = mapOf(entries, place, this.#source);
    this.#ties += map.merges.length + findings.length;
    for (const finding of findings) this.#findings.push(finding);
    return map;
  }

  /** @param at where to place a node of which nothing is written */
  #build(node: YamlNode, owner: Owner | undefined, at: number, depth: number): Built {
    if (isAlias(node)) {
      this.#ties += 1;
      const alias = this.#spanOf(node.range);
      const value = this.#anchors.resolve(node.source, alias, depth);
      return {
        value: value ?? { kind: 'scalar', value: null, style: 'plain', ...alias, ...owned(owner) },
        alias,
      };
    }
    const anchor = this.#anchorOf(node);
    if (anchor !== undefined) this.#anchors.open(anchor);
    const value = this.#buildOwn(node, owner, at, depth);
    if (anchor !== undefined) this.#anchors.close(anchor, value);
    return { value };
  }

  #anchorOf(node: YamlNode): string | undefined {
    const anchor = (node as { anchor?: string } | null | undefined)?.anchor;
    if (anchor !== undefined) this.#ties += 1;
    return anchor;
  }

  #buildOwn(node: YamlNode, owner: Owner | undefined, at: number, depth: number): Node {
    if (isMap(node)) return this.#map(node as YAMLMap.Parsed, owner, depth);
    if (isSeq(node)) return this.#seq(node as YAMLSeq.Parsed, owner, depth);
    return this.#scalar(node, owner, at);
  }

  #scalar(node: YamlNode, owner: Owner | undefined, at: number): ScalarNode {
    const { start, end } = node ? this.#spanOf(node.range) : { start: at, end: at };
    const scalar = isScalar(node) ? node : undefined;
    const type = scalar?.type;
    const plain = end > start ? 'plain' : 'empty';
    const style = type?.startsWith('QUOTE') ? 'quoted' : type?.startsWith('BLOCK') ? 'block' : plain;
    // Written out, as this runs for each node of a long file with each keystroke.
    const value = scalarValue(scalar?.value);
    return owner
      ? { kind: 'scalar', value, style, start, end, owner }
      : { kind: 'scalar', value, style, start, end };
  }

  #seq(node: YAMLSeq.Parsed, owner: Owner | undefined, depth: number): SeqNode {
    const items: Item[] = [];
    const span = this.#spanOf(node.range);
    let at = span.start;
    for (const item of node.items as YamlNode[]) {
      items.push(node.flow ? this.#build(item, undefined, at, depth + 1) : this.item(item, at, depth + 1));
      at = item ? this.#spanOf(item.range).end : at;
    }
    return { kind: 'seq', flow: node.flow === true, items, ...span, ...owned(owner) };
  }

  #map(node: YAMLMap.Parsed, owner: Owner | undefined, depth: number): MapNode {
    const span = this.#spanOf(node.range);
    const entries: Pair[] = [];
    for (const entry of node.items) {
      const pair = this.pair(entry, span.start, depth + 1);
      if (pair) entries.push(pair);
    }
    return this.map(entries, { flow: node.flow === true, ...span, ...owned(owner) });
  }

  #keyOf(key: YamlNode, at: number): ScalarNode | undefined {
    if (key && !isScalar(key)) {
      const message = 'A key must be plain text, not a list, a map or an alias';
      return this.#refuseKey(this.#spanOf(key.range), message);
    }
    const node = this.#scalar(key, undefined, at);
    const anchor = this.#anchorOf(key);
    if (anchor !== undefined) this.#anchors.close(anchor, node);
    if (node.style !== 'empty') return node;
    return this.#refuseKey({ start: node.start, end: node.start + 1 }, 'A key is missing before this `:`');
  }

  #nameOf(key: ScalarNode): string {
    return typeof key.value === 'string' ? key.value : this.#source.text.slice(key.start, key.end);
  }

  #refuseKey(span: Span, message: string): undefined {
    this.#ties += 1;
    this.#findings.push(errorAt('yaml-bad-key', span, message));
    return undefined;
  }

  #spanOf([start, end]: Range): Span {
    return { start: start + this.#moved, end: end + this.#moved };
  }
}

const owned = (owner: Owner | undefined) => (owner ? { owner } : {});

/** Tags can make other things of a scalar; the ones a config knows are JSON's. */
function scalarValue(value: unknown): ScalarValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
