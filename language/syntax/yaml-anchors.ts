import { nearestName } from '../../core/spec/nearest-name.ts';
import { errorAt, type Finding } from '../finding.ts';
import { limits } from './limits.ts';
import type { MapNode, Node, Span } from './tree.ts';

/** How much a node stands for when every alias in it is written out. */
interface Size {
  readonly nodes: number;
  readonly height: number;
}

type Refusal = 'yaml-unknown-alias' | 'yaml-alias-cycle' | 'yaml-too-large';

/**
 * The anchors of a document while its tree is built in the order of the text. An alias gives the node it refers to
 * and nothing is copied, but whoever walks the result sees it written out; so what aliases add up to is counted, and
 * an alias that would go too far is refused.
 */
export class YamlAnchors {
  readonly findings: Finding[] = [];
  /** `undefined` while the anchored node is still being built: an alias to it would be a cycle. */
  readonly #anchors = new Map<string, Node | undefined>();
  readonly #sizes = new Map<Node, Size>();
  #budget: number = limits.aliasedNodes;

  open(anchor: string): void {
    this.#anchors.set(anchor, undefined);
  }

  close(anchor: string, node: Node): void {
    this.#anchors.set(anchor, node);
  }

  /** The node behind an alias; undefined, and a finding, where there is none or it may not be used. */
  resolve(name: string, span: Span, depth: number): Node | undefined {
    const node = this.#anchors.get(name);
    if (!node)
      return this.#refuse(this.#anchors.has(name) ? 'yaml-alias-cycle' : 'yaml-unknown-alias', name, span);
    const size = this.#measure(node);
    if (size.nodes > this.#budget || depth + size.height > limits.depth)
      return this.#refuse('yaml-too-large', name, span);
    this.#budget -= size.nodes;
    return node;
  }

  #refuse(rule: Refusal, name: string, span: Span): undefined {
    // One bomb trips over its limit many times.
    if (rule === 'yaml-too-large' && this.findings.some((finding) => finding.rule === rule)) return undefined;
    if (rule === 'yaml-unknown-alias' && looksLikeGlob(name)) return this.#refuseGlob(name, span);
    const near = rule === 'yaml-unknown-alias' ? nearestName(name, [...this.#anchors.keys()]) : undefined;
    const message = `${refusals[rule](name)}${near === undefined ? '' : `; did you mean \`*${near}\`?`}`;
    this.findings.push(
      errorAt(rule, span, message, near === undefined ? undefined : { replace: `*${near}` }),
    );
    return undefined;
  }

  /** `*.csv`, which YAML takes for an alias. */
  #refuseGlob(name: string, span: Span): undefined {
    const message = `Quote it: \`*${name}\` is an alias of \`&${name}\` in YAML, and there is none`;
    this.findings.push(errorAt('yaml-unknown-alias', span, message, { replace: JSON.stringify(`*${name}`) }));
    return undefined;
  }

  #measure(node: Node): Size {
    const known = this.#sizes.get(node);
    if (known || node.kind === 'scalar') return known ?? { nodes: 1, height: 1 };
    let nodes = 1;
    let height = 1;
    for (const { value } of node.kind === 'seq' ? node.items : allPairs(node)) {
      const size = this.#measure(value);
      nodes += size.nodes;
      height = Math.max(height, 1 + size.height);
    }
    this.#sizes.set(node, { nodes, height });
    return { nodes, height };
  }
}

/** Names of anchors are words; a path or a pattern of paths has dots, slashes and stars. */
const looksLikeGlob = (name: string) => /[./*?]/.test(name);

const allPairs = (map: MapNode) => [...map.pairs, ...map.inherited];

const refusals: Readonly<Record<Refusal, (name: string) => string>> = {
  'yaml-unknown-alias': (name) => `No \`&${name}\` stands before \`*${name}\``,
  'yaml-alias-cycle': (name) => `\`*${name}\` stands inside \`&${name}\` itself, so it would never end`,
  'yaml-too-large': (name) =>
    `\`*${name}\` is not followed: written out, the aliases of this file come to more than ${limits.aliasedNodes} nodes`,
};
