import {
  type EventSpec,
  type EventType,
  eventCode,
  eventSpecs,
  eventTypes,
} from '../../core/spec/event-types.ts';
import type { Field } from '../columns/field.ts';
import type { FieldTable } from '../columns/field-table.ts';

/** What a spec asks of one field. */
export interface Need {
  readonly field: Field;
  readonly isRequired: boolean;
  readonly isInteger: boolean;
  readonly minimum: number;
  /** Empty text will not do. */
  readonly isFilled: boolean;
  /** A number or a boolean will do as well and stands for its text. */
  readonly isLabel: boolean;
}

/** How a row of one event type is checked. */
export interface EventPlan {
  readonly type: EventType;
  readonly code: number;
  readonly typeBytes: Uint8Array;
  readonly numbers: readonly Need[];
  readonly texts: readonly Need[];
  /** Where the time may stand, the best place first. */
  readonly times: readonly Field[];
  /** Field to name when the model's name (or version) is missing; undefined when it may be. */
  readonly nameField: Field | undefined;
  readonly versionField: Field | undefined;
  /** A version given beside the model is not the model's own. */
  readonly ignoresVersion: boolean;
  readonly signature: readonly Field[] | undefined;
  /** Free text of no use in a column. */
  readonly unstored: Field | undefined;
}

interface FieldSchema {
  readonly type?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly anyOf?: readonly { readonly type?: string }[];
}

const identity = new Set(['model_id', 'model', 'model_name', 'model_version']);

/** The plans of all event types, in the order of their codes. */
export function eventPlans(fields: FieldTable): readonly EventPlan[] {
  return eventTypes.map((type) => planOf(type, eventSpecs[type], fields));
}

function planOf(type: EventType, spec: EventSpec, fields: FieldTable): EventPlan {
  const required = new Set(spec.fields.required ?? []);
  const needs = Object.entries(spec.fields.properties)
    .filter(([name]) => name !== spec.timeField && !identity.has(name))
    .map(([name, schema]) => ({
      schema: schema as FieldSchema,
      need: needOf(name, schema, required, fields),
    }));
  const own = (name: string) => (required.has(name) ? fields.field(name) : undefined);
  const otherTime = spec.timeField === 'timestamp' ? 'created_at' : 'timestamp';
  const times = [fields.field(spec.timeField), fields.field(otherTime)];
  return {
    type,
    code: eventCode(type),
    typeBytes: new TextEncoder().encode(type),
    numbers: needs.filter(({ schema }) => isNumeric(schema)).map(({ need }) => need),
    texts: needs.filter(({ schema }) => isTextual(schema)).map(({ need }) => need),
    times: times.sort((a, b) => Number(isMapped(b)) - Number(isMapped(a))),
    nameField: own('model_id') ?? own('model_name') ?? (own('model') && fields.field('model.name')),
    versionField: own('model_version') ?? (own('model') && fields.field('model.version')),
    ignoresVersion: type === 'training_completed',
    signature: spec.signature?.map((name) => fields.field(name)),
    unstored: type === 'failure' ? fields.field('message') : undefined,
  };
}

function needOf(name: string, schema: FieldSchema, required: Set<string>, fields: FieldTable): Need {
  return {
    field: fields.field(name),
    isRequired: required.has(name),
    isInteger: schema.type === 'integer',
    minimum: schema.minimum ?? Number.NEGATIVE_INFINITY,
    isFilled: (schema.minLength ?? 0) > 0,
    isLabel: schema.anyOf?.some((branch) => branch.type === 'number') === true,
  };
}

function isNumeric(schema: FieldSchema): boolean {
  return schema.type === 'number' || schema.type === 'integer';
}

function isTextual(schema: FieldSchema): boolean {
  return schema.type === 'string' || schema.anyOf?.some((branch) => branch.type === 'string') === true;
}

function isMapped(field: Field): boolean {
  return field.source !== undefined;
}
