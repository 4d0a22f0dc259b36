import Type, { type TObject, type TSchema } from 'typebox';

/**
 * Vocabulary of the specs. Specs are TypeBox schemas, so one value gives the static type, the JSON Schema, the
 * hover text and the completion. `unit` is ours and is folded into the description when a schema file is written.
 */
export interface Doc {
  readonly description: string;
  readonly unit?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

/** Unit names shown to people; lengths of time in configs are written as durations. */
export type Unit = 'ms' | 'samples' | 'events' | 'sigmas' | 'share' | 'metric unit';

/** A duration as the user writes it: `250ms`, `30s`, `5m`, `1h`, `7d`, or a number of seconds. */
export const durationPattern = '^(0|[1-9][0-9]*)(\\.[0-9]+)?(ms|s|m|h|d)$';

/** Schema of a duration; `minimum` is in seconds and binds the numeric form. */
export function duration(doc: Doc) {
  return Type.Union([Type.String({ pattern: durationPattern }), Type.Number({ minimum: 0 })], {
    ...doc,
    unit: 'duration',
    title: 'Duration',
  });
}

/** A string that must be one of `values`, each with a line of documentation. */
export function choice<const V extends readonly string[]>(
  values: V,
  doc: Doc & { readonly meanings?: Readonly<Record<V[number], string>> },
) {
  return Type.Enum(values as unknown as [...V], { type: 'string', ...doc });
}

/** One branch of a tagged union: what `kind: x` or `type: x` adds to the object it stands in. */
export interface Branch {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly params: TObject;
}

/** The marker a tagged union carries, from which both schema encodings, completion and errors are derived. */
export interface Tagged {
  /** The key that chooses the branch, such as `kind` or `type`. */
  readonly tag: string;
  readonly branches: readonly Branch[];
  /** Keys allowed beside every branch's own. */
  readonly common: TObject;
  readonly description: string;
  /** When set, an object without the tag is of this branch (test inputs and untagged event rows use it). */
  readonly untagged?: readonly string[];
}

const taggedUnions = new WeakMap<object, Tagged>();

/** A union of objects told apart by one key. In memory it is an open object that carries its branches. */
export function tagged(name: string, union: Tagged): TSchema {
  const schema = Type.Object({}, { title: name, description: union.description });
  taggedUnions.set(schema, union);
  return schema;
}

/** The branches of a tagged union, or undefined for any other schema. */
export function taggedOf(schema: TSchema): Tagged | undefined {
  return taggedUnions.get(schema);
}
