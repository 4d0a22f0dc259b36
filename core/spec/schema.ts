import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox';

/**
 * Vocabulary of the specs. Specs are TypeBox schemas, so one value gives the static type, the JSON Schema, the
 * hover text, the completion and the documentation.
 *
 * A property with a `default` may be left out of a file; {@link withDefaults} fills it in, so code that runs sees
 * every parameter. A property in `Type.Optional` may be left out and has no default.
 */
export interface Doc<T = unknown> {
  /** One or two sentences in Markdown: what it means and, where it helps, how to choose it. */
  readonly description: string;
  readonly unit?: Unit;
  readonly examples?: readonly T[];
  readonly default?: T;
  /** What of the sample events the value may be the name of. */
  readonly completes?: Completes;
}

/** Names that sample events offer: of a metric, of a numeric field of the event beside it, or of a field of `metadata`. */
export type Completes = 'metric' | 'field' | 'feature';

/** Units shown beside a parameter. */
export type Unit = 'ms' | 'samples' | 'sigmas' | 'share' | 'metric unit' | 'duration' | 'rows';

/** Bounds of a number, in the words of JSON Schema. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** A finite number. */
export const number = (doc: Doc<number> & Bounds) => Type.Number({ ...doc });

/** A whole number. */
export const integer = (doc: Doc<number> & Bounds) => Type.Integer({ ...doc });

/** A string that must not be empty. */
export const text = (doc: Doc<string> & { readonly pattern?: string }) =>
  Type.String({ minLength: 1, ...doc });

/** One of a few words; `meanings` says what each stands for (hover, completion, docs). */
export function choice<const V extends readonly string[]>(
  values: V,
  doc: Doc<V[number]> & { readonly meanings: Readonly<Record<V[number], string>> },
) {
  return Type.Unsafe<V[number]>({ type: 'string', enum: [...values], ...doc });
}

/** A length of time as the user writes it: `250ms`, `30s`, `5m`, `1h`, `7d`, or a number of seconds. */
export const durationPattern = '^(0|[1-9][0-9]*)(\\.[0-9]+)?(ms|s|m|h|d)$';

/** A length of time; {@link durationMs} turns it into milliseconds. */
export const duration = (doc: Doc<string>) =>
  Type.Union([Type.String({ pattern: durationPattern }), Type.Number({ minimum: 0 })], {
    ...doc,
    unit: 'duration' satisfies Unit,
  });

/** An object whose keys are all known. */
export const record = <P extends TProperties>(properties: P, doc: { description: string; title?: string }) =>
  Type.Object(properties, doc);

/** One branch of a tagged union: what `kind: x` or `type: x` adds to the object it stands in. */
export interface Branch {
  readonly id: string;
  readonly title: string;
  /** One sentence for completion lists and tables. */
  readonly summary: string;
  readonly params: TObject;
  /** Groups of keys of which a file gives exactly one, the whole group: `[['metric'], ['event', 'field']]`. */
  readonly either?: readonly [readonly string[], readonly string[]];
}

/** What makes a schema a tagged union; both JSON Schema encodings, completion and errors are derived from it. */
export interface Tagged {
  /** Name of its definition in schema files, such as `strategy`. */
  readonly name: string;
  /** The key that chooses the branch, such as `kind` or `type`. */
  readonly tag: string;
  readonly description: string;
  readonly branches: readonly Branch[];
  /** Properties allowed beside every branch's own. */
  readonly common?: TProperties;
  /** Keys nobody declared are allowed (event rows carry what they carry). */
  readonly open?: boolean;
}

/** Hidden properties rather than a table by identity: `Type.Optional` copies a schema, and copies these with it. */
const taggedKey = '~tagged';
const byKeyKey = '~byKey';

function mark<S extends TSchema>(schema: S, key: string, value: object): S {
  return Object.defineProperty(schema, key, { value, enumerable: false });
}

/** A union of objects told apart by one key. In memory it is an empty object schema that carries its branches. */
export function tagged(union: Tagged): TObject {
  return mark(Type.Object({}, { description: union.description }), taggedKey, union);
}

/** The branches of a tagged union; undefined for any other schema. */
export const taggedOf = (schema: TSchema): Tagged | undefined =>
  (schema as { readonly [taggedKey]?: Tagged })[taggedKey];

/** Two forms of an object, told apart by whether it has a certain key. */
export interface ByKey {
  readonly key: string;
  readonly present: TSchema;
  readonly absent: TSchema;
}

/** An object that has one form with a key and another without it. */
export function byKey(key: string, present: TSchema, absent: TSchema, doc: { description: string }): TObject {
  return mark(Type.Object({}, doc), byKeyKey, { key, present, absent } satisfies ByKey);
}

/** The two forms of a {@link byKey} schema; undefined for any other. */
export const byKeyOf = (schema: TSchema): ByKey | undefined =>
  (schema as { readonly [byKeyKey]?: ByKey })[byKeyKey];

/** All properties of a branch in the order people write them: tag, the branch's own, the common ones. */
export function branchProperties(union: Tagged, branch: Branch): TProperties {
  const tag = Type.Literal(branch.id, { description: branch.summary });
  return { [union.tag]: tag, ...branch.params.properties, ...union.common };
}

/** Whether a file must give this property. */
export function isRequired(schema: TSchema): boolean {
  return !Type.IsOptional(schema) && (schema as Doc).default === undefined;
}

/** The parameters with every default filled in; `given` must have been validated against `schema`. */
export function withDefaults<P extends TObject>(
  schema: P,
  given: Readonly<Record<string, unknown>>,
): Static<P> {
  const result: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(schema.properties)) {
    const value = given[key] ?? (property as Doc).default;
    if (value !== undefined) result[key] = value;
  }
  return result as Static<P>;
}
