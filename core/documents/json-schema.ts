import type { TSchema } from 'typebox';
import { type Branch, branchProperties, byKeyOf, isRequired, type Tagged, taggedOf } from '../spec/schema.ts';

/**
 * The two encodings of one spec. `authoring` chooses the branch of a union by its tag before it judges the rest, so
 * that a validator reports one error per mistake; `codegen` says the same with `oneOf` and `const`, which code
 * generators understand.
 */
export type Style = 'authoring' | 'codegen';

export type JsonSchema = { [keyword: string]: unknown };

/** A schema file of its own: draft-07, shared parts under `definitions`. */
export function toJsonSchema(spec: TSchema, style: Style, head: { $id: string; title: string }): JsonSchema {
  const renderer = new Renderer(style);
  const body = renderer.render(spec);
  const definitions =
    renderer.definitions.size > 0 ? { definitions: Object.fromEntries(renderer.definitions) } : {};
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...head, ...body, ...definitions };
}

/** Keywords of scalars and arrays that are copied as they stand. */
const plainKeywords = [
  'type',
  'enum',
  'const',
  'pattern',
  'minLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

const annotations = ['title', 'default', 'examples'] as const;

type Parts = TSchema & {
  readonly description?: string;
  readonly unit?: string;
  readonly anyOf?: readonly TSchema[];
  readonly items?: TSchema;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly additionalProperties?: boolean;
};

class Renderer {
  readonly definitions = new Map<string, JsonSchema>();
  readonly #style: Style;

  constructor(style: Style) {
    this.#style = style;
  }

  render(schema: TSchema): JsonSchema {
    const union = taggedOf(schema);
    if (union) return this.#reference(union);
    if (byKeyOf(schema)) return this.#renderByKey(schema);
    const parts = schema as Parts;
    if (parts.anyOf) return { ...notes(parts), ...this.#renderUnion(parts.anyOf) };
    return { ...notes(parts), ...this.#renderPlain(parts) };
  }

  #renderPlain(parts: Parts): JsonSchema {
    const plain: JsonSchema = {};
    for (const keyword of plainKeywords) if (keyword in parts) plain[keyword] = parts[keyword as keyof Parts];
    if (parts.items) plain['items'] = this.render(parts.items);
    if (parts.patternProperties) Object.assign(plain, this.#renderMap(parts.patternProperties));
    else if (parts.properties)
      Object.assign(plain, this.#renderObject(parts.properties, parts.additionalProperties));
    return plain;
  }

  #renderMap(patterns: Readonly<Record<string, TSchema>>): JsonSchema {
    const entries = Object.entries(patterns);
    const [pattern, value] = entries[0] ?? ['', undefined];
    if (!value) return {};
    const any = pattern === '^.*$';
    return any
      ? { additionalProperties: this.render(value) }
      : { patternProperties: { [pattern]: this.render(value) }, additionalProperties: false };
  }

  #renderObject(properties: Readonly<Record<string, TSchema>>, open: boolean | undefined): JsonSchema {
    const required = Object.keys(properties).filter((key) => isRequired(properties[key] as TSchema));
    return {
      type: 'object',
      properties: this.#renderProperties(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: open ?? false,
    };
  }

  #renderProperties(properties: Readonly<Record<string, TSchema>>): JsonSchema {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, this.render(value)]));
  }

  #renderUnion(members: readonly TSchema[]): JsonSchema {
    return this.#style === 'codegen'
      ? { oneOf: members.map((member) => this.render(member)) }
      : this.#merge(members);
  }

  /** Members differ in JSON type, and a keyword binds one type only, so their keywords can stand side by side. */
  #merge(members: readonly TSchema[]): JsonSchema {
    const merged: JsonSchema = {};
    const types: unknown[] = [];
    for (const member of members) {
      const { type, title: _, description: __, examples: ___, ...rest } = this.render(member);
      if ('enum' in rest || 'const' in rest)
        throw new Error('an enum cannot be merged into a union of types');
      if ('$ref' in rest) merged['allOf'] = [{ if: { type: 'object' }, then: rest }];
      else Object.assign(merged, rest);
      types.push(type ?? 'object');
    }
    return { type: types, ...merged };
  }

  #renderByKey(schema: TSchema): JsonSchema {
    const forms = byKeyOf(schema);
    if (!forms) return {};
    const [present, absent] = [this.render(forms.present), this.render(forms.absent)];
    const required = { required: [forms.key] };
    if (this.#style === 'authoring')
      return { ...notes(schema as Parts), type: 'object', if: required, then: present, else: absent };
    return { ...notes(schema as Parts), oneOf: [present, { allOf: [{ not: required }, absent] }] };
  }

  #reference(union: Tagged): JsonSchema {
    if (!this.definitions.has(union.name)) {
      this.definitions.set(union.name, {});
      this.definitions.set(union.name, this.#style === 'codegen' ? this.#oneOf(union) : this.#choice(union));
    }
    return { $ref: `#/definitions/${union.name}` };
  }

  /**
   * Authoring: the tag is an enum, the common properties are judged whatever the tag says, and a branch applies only
   * where the tag names it.
   */
  #choice(union: Tagged): JsonSchema {
    const tag = { description: union.description, enum: union.branches.map((branch) => branch.id) };
    return {
      type: 'object',
      description: union.description,
      properties: { [union.tag]: tag, ...this.#renderProperties(union.common ?? {}) },
      required: [union.tag],
      allOf: union.branches.map((branch) => ({
        if: { properties: { [union.tag]: { const: branch.id } }, required: [union.tag] },
        then: this.#branchObject(union, branch),
      })),
    };
  }

  #branchObject(union: Tagged, branch: Branch): JsonSchema {
    const object = this.#renderObject(branch.params.properties, union.open);
    const elsewhere = Object.fromEntries(
      [union.tag, ...Object.keys(union.common ?? {})].map((key) => [key, true]),
    );
    const properties = { ...elsewhere, ...(object['properties'] as JsonSchema) };
    const described = { title: title(union, branch), description: branch.summary, ...object, properties };
    return branch.either ? { ...described, ...exclusive(branch.either) } : described;
  }

  #oneOf(union: Tagged): JsonSchema {
    const oneOf = union.branches.flatMap((branch) => this.#codegenBranches(union, branch));
    return { description: union.description, oneOf };
  }

  #codegenBranches(union: Tagged, branch: Branch): JsonSchema[] {
    const object = this.#renderObject(branchProperties(union, branch), union.open);
    const whole = { title: title(union, branch), description: branch.summary, ...object };
    return branch.either ? splitGroups(whole, branch.either) : [whole];
  }
}

const title = (union: Tagged, branch: Branch) => `${branch.title} ${union.name}`;

function notes(parts: Parts): JsonSchema {
  const result: JsonSchema = {};
  if (parts.description) result['description'] = withUnit(parts.description, parts.unit);
  for (const keyword of annotations) if (keyword in parts) result[keyword] = parts[keyword as keyof Parts];
  return result;
}

const withUnit = (description: string, unit: string | undefined) =>
  unit === undefined || unit === 'duration' ? description : `${description} Unit: ${unit}.`;

type Groups = readonly [readonly string[], readonly string[]];

/** Exactly one of two groups of keys: the first key of the first group decides. */
function exclusive([first, second]: Groups): JsonSchema {
  return {
    if: { required: [first[0]] },
    then: { required: first, properties: Object.fromEntries(second.map((key) => [key, false])) },
    else: { required: second },
  };
}

/** The same for code generators: one object per group. */
function splitGroups(whole: JsonSchema & { title: string }, groups: Groups): JsonSchema[] {
  return groups.map((group, at) => {
    const other = groups[at === 0 ? 1 : 0];
    const properties = Object.entries(whole['properties'] as JsonSchema).filter(
      ([key]) => !other.includes(key),
    );
    return {
      ...whole,
      title: `${whole.title} by ${group.join(' and ')}`,
      properties: Object.fromEntries(properties),
      required: [...((whole['required'] as string[] | undefined) ?? []), ...group],
    };
  });
}
