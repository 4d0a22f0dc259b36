import Type, { type TObject } from 'typebox';
import { type EventType, eventSpecs, eventTypes } from '../spec/event-types.ts';
import { byKey, tagged } from '../spec/schema.ts';

const typed = tagged({
  name: 'event',
  tag: 'type',
  description:
    'One event, with its `type`. Fields nobody declared are allowed and can be watched with the kind `metric`.',
  branches: eventTypes.map((id) => ({ ...eventSpecs[id], id, params: eventSpecs[id].fields })),
  open: true,
});

const bare = (type: EventType): TObject =>
  Type.Object(eventSpecs[type].fields.properties, {
    additionalProperties: true,
    title: `${eventSpecs[type].title} without type`,
    description: `${eventSpecs[type].summary} Recognised by its fields.`,
  });

const variant = (name: string, type: EventType): TObject =>
  Type.Object({ [name]: bare(type) }, { title: name, description: `Externally tagged form of \`${type}\`.` });

/** One event of a sample file: with `type`, externally tagged, or (two of them) recognised by its fields. */
export const eventSpec = byKey(
  'type',
  typed,
  byKey(
    'MetricsSnapshot',
    variant('MetricsSnapshot', 'metrics_snapshot'),
    byKey(
      'InferenceRecord',
      variant('InferenceRecord', 'inference_record'),
      byKey('predicted_label', bare('inference_record'), bare('metrics_snapshot'), {
        description: 'A row without type.',
      }),
      { description: 'A row without type.' },
    ),
    { description: 'A row without type.' },
  ),
  { description: 'One event of a sample file.' },
);
