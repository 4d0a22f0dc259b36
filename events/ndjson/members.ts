import type { PathNode } from '../columns/path-node.ts';

const most = 64;

/** Where the values of a scanned row lie. A row with more than 64 of them is not remembered. */
export class Members {
  count = 0;
  readonly nodes: PathNode[] = [];
  /** Kinds as fields have them. */
  readonly kinds = new Uint8Array(most);
  /** Offsets of the value, a text's without its quotes. */
  readonly starts = new Int32Array(most);
  readonly ends = new Int32Array(most);

  add(node: PathNode, kind: number, start: number, end: number): void {
    const i = this.count++;
    if (i >= most) return;
    this.nodes[i] = node;
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
  }

  get isComplete(): boolean {
    return this.count <= most;
  }
}
