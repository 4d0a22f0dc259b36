import { decodeUtf8, encodeUtf8 } from '../values/utf8.ts';
import type { Field } from './field.ts';
import { Literal } from './literal.ts';

/** The two keys that lately came at a place, newest first: rows of one kind have their keys in one order. */
export class Guess {
  first: PathNode | undefined;
  second: PathNode | undefined;
}

/** A key at its place in a row's nested objects: which fields it feeds and which keys are known below it. */
export class PathNode {
  readonly name: string;
  readonly fields: readonly Field[];
  /** Keys between the row and this value; 0 for the row itself. */
  readonly depth: number;
  readonly children = new Map<string, PathNode>();
  /** The children whose key can be told by its bytes. */
  readonly plainChildren: PathNode[] = [];
  /** The key as it stands in JSON, quotes included; empty where bytes cannot stand for it faithfully. */
  readonly key: Literal;
  /** Row in which the key was last seen, to notice a key given twice. */
  stamp = 0;
  /** What comes first in this object, and what comes after this key. */
  readonly inside = new Guess();
  readonly after = new Guess();

  constructor(key: string, name: string, fields: readonly Field[], depth: number) {
    this.name = name;
    this.depth = depth;
    this.fields = fields;
    this.key = new Literal(keyBytes(key));
  }

  add(key: string, child: PathNode): void {
    this.children.set(key, child);
    if (child.key.length > 0) this.plainChildren.push(child);
  }
}

/** Keys that need escapes or that objects reorder (`"1"`) are left to JSON.parse. */
function keyBytes(key: string): Uint8Array {
  const quoted = `"${key}"`;
  const bytes = encodeUtf8(quoted);
  const isPlain = JSON.stringify(key) === quoted && decodeUtf8(bytes) === quoted && !/^[0-9]/.test(key);
  return isPlain ? bytes : new Uint8Array(0);
}
