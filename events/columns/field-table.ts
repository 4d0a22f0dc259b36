import { eventSpecs } from '../../core/spec/event-types.ts';
import type { FieldMap } from '../event-data.ts';
import { Field } from './field.ts';
import { PathNode } from './path-node.ts';

const maxNodes = 4096;
/** Values below that many keys are left out. */
export const deepest = 8;
const usedWhileReading = [
  'type',
  'timestamp',
  'created_at',
  'model_id',
  'model',
  'model.name',
  'model.version',
  'model_name',
  'model_version',
];

/** All fields and paths known so far, and what the user's `map` makes of them. */
export class FieldTable {
  readonly root = new PathNode('', '', [], 0);
  /** Values every row has unless it holds the field itself. */
  readonly constants: { readonly field: Field; readonly text: string }[] = [];
  readonly #fields = new Map<string, Field>();
  /** Fields fed by a user's column; a mapped field's own name feeds nothing. */
  readonly #sources = new Map<string, Field[]>();
  readonly #mapped = new Set<string>();
  #nodes = 0;

  constructor(map: FieldMap = {}) {
    for (const [name, source] of Object.entries(map)) this.#addMapping(name, source);
    if (map['type'] === '=metric_sample' && map['metric'] === undefined) {
      this.constants.push({ field: this.field('metric'), text: 'value' });
    }
    for (const name of usedWhileReading) this.field(name).isStored = false;
    for (const spec of Object.values(eventSpecs)) {
      for (const [name, schema] of Object.entries(spec.fields.properties)) {
        this.field(name).isSpec = true;
        this.field(name).hasAnyText = name !== 'message' && !('type' in schema && schema.type !== 'string');
        this.path([name]);
      }
    }
    this.path(['type']);
    for (const name of ['model.name', 'model.version', ...this.#sources.keys()]) {
      this.path([name]);
      this.path(name.split('.'));
    }
  }

  /** The field of a name, made when new. */
  field(name: string): Field {
    let field = this.#fields.get(name);
    if (field === undefined) {
      field = new Field(name);
      this.#fields.set(name, field);
    }
    return field;
  }

  /** The fields that a column of that name in the user's file feeds. */
  fieldsOf(column: string): readonly Field[] {
    const sources = this.#sources.get(column);
    if (sources !== undefined) return sources;
    return this.#mapped.has(column) ? [] : [this.field(column)];
  }

  /** The node of a key below another, made when new; undefined when it is too deep or there are too many. */
  child(parent: PathNode, key: string): PathNode | undefined {
    let node = parent.children.get(key);
    if (node === undefined && this.#nodes < maxNodes && parent.depth < deepest) {
      const name = parent === this.root ? key : `${parent.name}.${key}`;
      node = new PathNode(key, name, this.fieldsOf(name), parent.depth + 1);
      parent.add(key, node);
      this.#nodes++;
    }
    return node;
  }

  /** The fields that `map` fills, by the user's column. */
  get sources(): ReadonlyMap<string, readonly Field[]> {
    return this.#sources;
  }

  /** Names of the unmapped fields that rows after a given one have had. */
  namesSince(stamp: number): readonly string[] {
    const isOwn = (field: Field) => field.stamp > stamp && !this.#mapped.has(field.name);
    return [...this.#fields.values()].filter(isOwn).map((field) => field.name);
  }

  path(keys: readonly string[]): void {
    let node: PathNode | undefined = this.root;
    for (const key of keys) if (node !== undefined) node = this.child(node, key);
  }

  #addMapping(name: string, source: string): void {
    const field = this.field(name);
    this.#mapped.add(name);
    if (source.startsWith('=')) {
      this.constants.push({ field, text: source.slice(1) });
      return;
    }
    field.source = source === name ? undefined : source;
    const fed = this.#sources.get(source);
    if (fed === undefined) this.#sources.set(source, [field]);
    else fed.push(field);
  }
}
