import { documentFormats } from '../../core/documents/index.ts';
import {
  type Branch,
  type ByKey,
  byKeyOf,
  type Doc,
  isRequired,
  type Tagged,
  taggedOf,
} from '../../core/spec/schema.ts';
import type { Frame, Siblings } from '../syntax/cursor/place.ts';
import type { DocumentFormatId } from './document-format.ts';
import { workedOutOnce } from './worked-out.ts';

/** Any schema of the specs; language/ does not know the library they are made with. */
export type Schema = Parameters<typeof isRequired>[0];

/** The keywords that are read here; a schema has few of them. */
export interface Keywords extends Partial<Doc> {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly meanings?: Readonly<Record<string, string>>;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

export const keywordsOf = (schema: Schema): Keywords => schema as Keywords;

/** What is known of a value at a place of a document: its schema, and how it came to stand there. */
export interface ValueSpec {
  readonly schema: Schema;
  /** The key it is the value of; of an item, the key of the list. Empty at the root. */
  readonly key: string;
  /** Set when it is the value of the key that chooses a branch of this union. */
  readonly tagOf?: Tagged;
  /** The branch whose own parameter it is. */
  readonly branch?: Branch;
  /** The keys beside it. */
  readonly siblings: Siblings;
  /** The map is one whose keys the user chooses, such as `strategies`. */
  readonly isFree?: boolean;
}

/** A key that may stand in a map. */
export interface KeySpec extends ValueSpec {
  readonly role: 'tag' | 'own' | 'common';
  readonly required: boolean;
}

/** One form a map may have at a place. */
export interface MapSpec {
  readonly schema: Schema;
  readonly union?: Tagged;
  /** The branch that the tag names; undefined while there is no tag, or none of that name. */
  readonly branch?: Branch;
  /** Keys in the order people write them; of a union without a tag only the tag and the common ones. */
  readonly keys: readonly KeySpec[];
  /** What the values are when the user chooses the keys. */
  readonly values?: Schema;
}

const noSiblings: Siblings = new Map();
const noProperties = {};

/** The whole document of a format. */
export function rootSpec(format: DocumentFormatId): ValueSpec {
  const found = documentFormats.find(({ id }) => id === format);
  if (!found) throw new Error(`no such format: ${format}`);
  return { schema: found.spec, key: '', siblings: noSiblings };
}

/** What may stand at the end of a path; several where the text does not tell the forms of a union apart. */
export function specsAt(format: DocumentFormatId, path: readonly Frame[]): ValueSpec[] {
  let specs = [rootSpec(format)];
  for (const frame of path) specs = specs.flatMap((spec) => stepInto(spec, frame));
  return specs;
}

function stepInto(spec: ValueSpec, frame: Frame): ValueSpec[] {
  if (frame.type === 'seq') return itemSpecs(spec);
  return mapSpecs(spec, frame.siblings).flatMap((map) => valueSpecs(map, frame));
}

function valueSpecs(map: MapSpec, frame: Frame & { type: 'map' }): ValueSpec[] {
  const known = map.keys.filter(({ key }) => key === frame.key);
  if (known.length > 0 || !map.values) return known;
  return [{ schema: map.values, key: frame.key, siblings: frame.siblings, isFree: true }];
}

/** What the items are, when the value is a list. */
export function itemSpecs(spec: ValueSpec): ValueSpec[] {
  return alternatives(spec.schema).flatMap((schema) => {
    const { items } = keywordsOf(schema);
    return items ? [{ schema: items, key: spec.key, siblings: spec.siblings, ...branchOf(spec) }] : [];
  });
}

const branchOf = ({ branch }: ValueSpec) => (branch ? { branch } : {});

/** The members of a union; any other schema is its own only member. */
export const alternatives: (schema: Schema) => readonly Schema[] = workedOutOnce(
  (schema) => keywordsOf(schema).anyOf?.flatMap(alternatives) ?? [schema],
);

/** The forms a map may have that has these keys; none where the value is the word that chooses a branch. */
export function mapSpecs(spec: ValueSpec, siblings: Siblings): MapSpec[] {
  if (spec.tagOf) return [];
  return alternatives(spec.schema).flatMap((schema) => mapForms(schema, siblings));
}

function mapForms(schema: Schema, siblings: Siblings): MapSpec[] {
  const union = taggedOf(schema);
  if (union) return [unionForm(schema, union, siblings)];
  const forms = byKeyOf(schema);
  if (forms) return byKeyForms(forms, siblings).flatMap((form) => mapForms(form, siblings));
  const { properties, patternProperties } = keywordsOf(schema);
  const values = Object.values(patternProperties ?? {})[0];
  if (values) return [{ schema, keys: [], values }];
  return properties ? [{ schema, keys: keysOf(properties, 'own', { siblings }) }] : [];
}

/** The form is certain with the deciding key, or with any other that only one side has. */
function byKeyForms({ key, present, absent }: ByKey, siblings: Siblings): Schema[] {
  if (siblings.has(key)) return [present];
  const names = [...siblings.keys()];
  const [own, others] = [keysOfForms(present), keysOfForms(absent)];
  if (names.some((name) => others.has(name) && !own.has(name))) return [absent];
  return names.some((name) => own.has(name) && !others.has(name)) ? [present] : [present, absent];
}

/** The keys of an object, of all forms that it may have. */
function keysOfForms(schema: Schema): ReadonlySet<string> {
  const forms = byKeyOf(schema);
  if (forms) return new Set([...keysOfForms(forms.present), ...keysOfForms(forms.absent)]);
  return new Set(Object.keys(keywordsOf(schema).properties ?? {}));
}

function unionForm(schema: Schema, union: Tagged, siblings: Siblings): MapSpec {
  const branch = union.branches.find(({ id }) => id === siblings.get(union.tag));
  const tag: KeySpec = { schema, key: union.tag, role: 'tag', required: true, tagOf: union, siblings };
  const common = keysOf(union.common ?? noProperties, 'common', { siblings });
  if (!branch) return { schema, union, keys: [tag, ...common] };
  const own = keysOf(branch.params.properties, 'own', { siblings, branch });
  return { schema, union, branch, keys: [tag, ...eitherGroup(own, branch, siblings), ...common] };
}

function keysOf(
  properties: Readonly<Record<string, Schema>>,
  role: KeySpec['role'],
  rest: { readonly siblings: Siblings; readonly branch?: Branch },
): KeySpec[] {
  return propertiesOf(properties).map((property) => ({ ...property, role, ...rest }));
}

const propertiesOf = workedOutOnce((properties: Readonly<Record<string, Schema>>) =>
  Object.entries(properties).map(([key, schema]) => ({ schema, key, required: isRequired(schema) })),
);

/** Of two groups of which a file gives one, the other goes once a key is there; until then the first is proposed. */
function eitherGroup(keys: readonly KeySpec[], branch: Branch, siblings: Siblings): KeySpec[] {
  if (!branch.either) return [...keys];
  const chosen = branch.either.find((group) => group.some((key) => siblings.has(key)));
  const wanted = chosen ?? branch.either[0];
  const excluded = chosen ? branch.either.filter((group) => group !== chosen).flat() : [];
  return keys
    .filter(({ key }) => !excluded.includes(key) || siblings.has(key))
    .map((spec) => (wanted.includes(spec.key) ? { ...spec, required: true } : spec));
}
