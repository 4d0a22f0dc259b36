import { type MapNode, type Node, pairOf } from '../syntax/tree.ts';
import type { Verdict } from '../validate/check-schema.ts';
import { locate, pointerTo } from '../validate/instance-path.ts';
import { type Reference, referenceOf } from './facts.ts';
import type { ReadingMemory } from './reading-memory.ts';

type Path = readonly (string | number)[];

/** A document as tree, value and verdict at once; looks things up in all three by one path. */
export class DocumentView {
  readonly root: Node | undefined;
  readonly memory: ReadingMemory;
  readonly #verdict: Verdict;
  /** Pointers of values that are wrong themselves or have something wrong in them. */
  readonly #broken: ReadonlySet<string>;

  constructor(root: Node | undefined, verdict: Verdict, memory: ReadingMemory) {
    this.root = root;
    this.memory = memory;
    this.#verdict = verdict;
    this.#broken = withAncestors(verdict.invalid);
  }

  node(path: Path): Node | undefined {
    return locate(this.root, path)?.node;
  }

  map(path: Path): MapNode | undefined {
    const node = this.node(path);
    return node?.kind === 'map' ? node : undefined;
  }

  value(path: Path): unknown {
    let value = this.#verdict.value;
    for (const part of path) value = (value as Record<string | number, unknown> | null | undefined)?.[part];
    return value;
  }

  /** Paths of the items of a list; empty for anything else. */
  items(path: Path): Path[] {
    const node = this.node(path);
    return node?.kind === 'seq' ? node.items.map((_, at) => [...path, at]) : [];
  }

  /** The text at a path; where an alias stands for it, the alias is the place. */
  reference(path: Path): Reference | undefined {
    const node = this.node(path);
    const found = node?.kind === 'scalar' ? referenceOf(node) : undefined;
    const owner = found && this.node(path.slice(0, -1));
    const key = path.at(-1) ?? '';
    const alias =
      owner?.kind === 'map'
        ? pairOf(owner, String(key))?.alias
        : owner?.kind === 'seq'
          ? owner.items[Number(key)]?.alias
          : undefined;
    return found && { ...found, span: alias ?? found.span };
  }

  /** Whether the schema accepts an object and the values of these keys in it. */
  isValid(path: Path, keys: readonly string[]): boolean {
    if (this.#verdict.invalid.size === 0) return true;
    const at = pointerTo(path);
    const below = keys.map((key) => at + pointerTo([key]));
    return !this.#verdict.invalid.has(at) && !below.some((pointer) => this.#broken.has(pointer));
  }
}

/** The pointers and all that leads to them. */
function withAncestors(pointers: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const pointer of pointers) {
    for (let at = pointer.length; at > 0; at = pointer.lastIndexOf('/', at - 1))
      all.add(pointer.slice(0, at));
  }
  return all;
}
