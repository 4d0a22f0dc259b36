import { type Branch, branchProperties, byKeyOf, type Tagged, taggedOf } from '../../core/spec/schema.ts';
import type { Node } from '../syntax/tree.ts';
import type { InstancePath } from './instance-path.ts';

/** Any schema of the specs; language/ does not know the library they are made with. */
export type Schema = Parameters<typeof taggedOf>[0];
type Properties = ReturnType<typeof branchProperties>;

/** What the spec says about one value of a document, with the branches chosen that the document itself chooses. */
export interface SpecPlace {
  /** The schema that judges the value: of a union of JSON types, the member that the value's type chooses. */
  readonly schema: Schema;
  /** The schema as it is declared, unions whole. */
  readonly declared: Schema;
  /** All forms that the object may have, where a key told them apart. */
  readonly forms?: readonly Schema[];
  /** The tagged union the value is one of. */
  readonly union?: Tagged;
  /** Its branch; undefined while the tag is missing or unknown. */
  readonly branch?: Branch;
}

/** The place of a value; undefined where the document has something the spec does not know. */
export function specPlaceOf(spec: Schema, document: unknown, path: InstancePath): SpecPlace | undefined {
  let value = document;
  let place: SpecPlace | undefined = enter(spec, value);
  for (const part of path) {
    const child: Schema | undefined = place && childOf(place, part);
    if (!child) return undefined;
    value = (value as Record<string, unknown> | null)?.[part];
    place = enter(child, value);
  }
  return place;
}

/** The keys an object may have here, in the order people write them. */
export function propertiesOf({ schema, union, branch }: SpecPlace): Properties {
  if (union && branch) return branchProperties(union, branch);
  if (union) return { [union.tag]: schema, ...union.common };
  return (schema as { properties?: Properties }).properties ?? {};
}

function enter(schema: Schema, value: unknown): SpecPlace {
  const forms = byKeyOf(schema);
  if (forms) {
    const place = enter(hasKey(value, forms.key) ? forms.present : forms.absent, value);
    return { ...place, forms: formsOf(schema) };
  }
  const union = taggedOf(schema);
  if (union) {
    const tag = hasKey(value, union.tag) ? (value as Record<string, unknown>)[union.tag] : undefined;
    const branch = union.branches.find((candidate) => candidate.id === tag);
    return { schema, declared: schema, union, ...(branch ? { branch } : {}) };
  }
  const member = membersOf(schema).find((candidate) => fits(candidate, value));
  return { ...(member ? enter(member, value) : { schema }), declared: schema };
}

function formsOf(schema: Schema): readonly Schema[] {
  const forms = byKeyOf(schema);
  return forms ? [forms.present, forms.absent].flatMap(formsOf) : [schema];
}

/** The alternatives of a union of JSON types; empty for any other schema. */
export function membersOf(schema: Schema): readonly Schema[] {
  return (schema as { anyOf?: readonly Schema[] }).anyOf ?? [];
}

function childOf(place: SpecPlace, part: string): Schema | undefined {
  const own = propertiesOf(place);
  if (Object.hasOwn(own, part)) return own[part];
  const { patternProperties, items } = place.schema as {
    patternProperties?: Record<string, Schema>;
    items?: Schema;
  };
  return items ?? Object.values(patternProperties ?? {})[0];
}

const hasKey = (value: unknown, key: string) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

/** Members of a union differ in JSON type, so the type of a value decides. */
function fits(member: Schema, value: unknown): boolean {
  const type = (member as { type?: string }).type ?? 'object';
  if (Array.isArray(value)) return type === 'array';
  if (type === 'integer') return typeof value === 'number';
  return value !== null && type === typeof value;
}

/** Whether a value that is not text is of the JSON type that a schema asks for. */
export function mayBe(schema: Schema, node: Node): boolean {
  const members = membersOf(schema);
  if (members.length > 0) return members.some((member) => mayBe(member, node));
  if (node.kind !== 'scalar') return fits(schema, node.kind === 'seq' ? [] : {});
  return typeof node.value !== 'string' && fits(schema, node.value);
}
