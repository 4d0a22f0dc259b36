import type { Node as JsonNode } from 'jsonc-parser';
import type { Finding } from '../finding.ts';
import { repeatedKeys } from './repeated-keys.ts';
import type { Source } from './source.ts';
import type { MapNode, Node, Owner, Pair, ScalarNode, ScalarValue, Span } from './tree.ts';

/** Turns what the JSON parser gives into our tree. */
export class JsonTreeBuilder {
  readonly findings: Finding[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  build(node: JsonNode, owner: Owner | undefined): Node {
    if (node.type === 'object') return this.#map(node, owner);
    if (node.type !== 'array') return scalar(node, owner);
    const items = (node.children ?? []).map((child) => ({ value: this.build(child, undefined) }));
    return { kind: 'seq', flow: true, items, ...spanOf(node), ...(owner ? { owner } : {}) };
  }

  #map(node: JsonNode, owner: Owner | undefined): MapNode {
    const pairs = (node.children ?? []).flatMap((property) => this.#pair(property));
    this.findings.push(...repeatedKeys(pairs, this.#source));
    const own = owner ? { owner } : {};
    return { kind: 'map', flow: true, pairs, merges: [], inherited: [], ...spanOf(node), ...own };
  }

  #pair({ children: [name, given] = [] }: JsonNode): Pair[] {
    if (!name) return [];
    const key = scalar(name, undefined);
    const owner: Owner = { ...spanOf(name), what: 'key' };
    const value = given ? this.build(given, owner) : missing(owner);
    return [{ key, name: String(key.value), value }];
  }
}

function scalar(node: JsonNode, owner: Owner | undefined): ScalarNode {
  const value = (node.value ?? null) as ScalarValue;
  const style = node.type === 'string' ? 'quoted' : 'plain';
  return { kind: 'scalar', value, style, ...spanOf(node), ...(owner ? { owner } : {}) };
}

const missing = (owner: Owner): ScalarNode => ({
  kind: 'scalar',
  value: null,
  style: 'empty',
  start: owner.end,
  end: owner.end,
  owner,
});

const spanOf = ({ offset, length }: JsonNode): Span => ({ start: offset, end: offset + length });
