import { type EventType, eventSpecs, eventTypes } from '../../../core/spec/event-types.ts';
import { isRequired } from '../../../core/spec/schema.ts';
import { keywordsOf } from '../../model/spec-at.ts';
import { code, codeList } from './markdown.ts';

/** A field that events may carry. */
export interface EventField {
  readonly name: string;
  readonly description: string;
  readonly unit?: string;
  readonly isNumeric: boolean;
  readonly events: readonly EventType[];
}

/** Fields of these event types, each name once; all types when none is given. */
export function eventFields(types: readonly EventType[] = eventTypes): EventField[] {
  const fields = new Map<string, EventField>();
  for (const type of types) {
    for (const [name, schema] of Object.entries(eventSpecs[type].fields.properties)) {
      const known = fields.get(name);
      const { description = '', type: jsonType, unit } = keywordsOf(schema);
      const isNumeric = jsonType === 'number' || jsonType === 'integer';
      const first = { name, description, isNumeric, ...(unit === undefined ? {} : { unit }) };
      fields.set(name, { ...(known ?? first), events: [...(known?.events ?? []), type] });
    }
  }
  return [...fields.values()];
}

export const isEventType = (text: string | undefined): text is EventType =>
  (eventTypes as readonly (string | undefined)[]).includes(text);

/** What an event type is and carries, as blocks of Markdown. */
export function describeEvent(type: EventType): string[] {
  const { title, summary, fields, timeField } = eventSpecs[type];
  const names = Object.entries(fields.properties)
    .filter(([name]) => name !== timeField)
    .map(([name, schema]) => (isRequired(schema) ? name : `${name}?`));
  return [`**${title}** · event ${code(type)}`, summary, `Fields: ${codeList(names)}`];
}

/** What a field of events is, as blocks of Markdown. */
export function describeField({ name, description, unit, events }: EventField): string[] {
  const head = `**${name}** · event field${unit === undefined ? '' : ` · in ${unit}`}`;
  return [head, description, `Carried by ${codeList(events)}`];
}
