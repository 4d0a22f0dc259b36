import Type from 'typebox';
import { choice, duration, integer, record, tagged, text } from '../spec/schema.ts';
import { severities } from './lifecycle-spec.ts';

const moment = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Number()], {
    description: `${description} RFC 3339, or a duration from the first event on.`,
    examples: ['2026-03-02T08:30:00Z', '1m45s'],
  });

const occurrence = (what: string) =>
  record(
    {
      at: Type.Optional(moment(`${what} at this time.`)),
      between: Type.Optional(
        Type.Array(moment('A limit.'), {
          minItems: 2,
          maxItems: 2,
          description: `${what} between these times.`,
        }),
      ),
      after: Type.Optional(moment(`${what} after this time.`)),
      before: Type.Optional(moment(`${what} before this time.`)),
    },
    { description: `${what}, and when.` },
  );

const countSpec = Type.Union(
  [
    Type.Integer({ minimum: 0 }),
    record(
      {
        min: Type.Optional(integer({ description: 'At least so many.', minimum: 0 })),
        max: Type.Optional(integer({ description: 'At most so many.', minimum: 0 })),
      },
      { description: 'Bounds of the count.' },
    ),
  ],
  { description: 'How many alerts there are.' },
);

const expectationSpec = record(
  {
    monitor: Type.Optional(text({ description: 'Id of the monitor this is about.' })),
    model: Type.Optional(text({ description: 'Only this model.' })),
    pending: Type.Optional(occurrence('It becomes pending')),
    fires: Type.Optional(occurrence('It fires')),
    resolves: Type.Optional(occurrence('It resolves')),
    resolved_by: Type.Optional(moment('It has resolved by this time.')),
    never: Type.Optional(Type.Boolean({ description: 'It does not fire.' })),
    before: Type.Optional(moment('Limits `never` to the time before.')),
    after: Type.Optional(moment('Limits `never` to the time after.')),
    count: Type.Optional(countSpec),
    severity: Type.Optional(
      choice(severities, {
        description: 'Severity of its alerts.',
        meanings: {
          info: 'good to know',
          warning: 'look at it in working hours',
          critical: 'wake somebody up',
        },
      }),
    ),
    message: Type.Optional(text({ description: 'Text that the message of an alert contains.' })),
    retraining: Type.Optional(Type.Boolean({ description: 'Whether a retraining is requested.' })),
  },
  { description: 'What must be true of the run.' },
);

const inputSpec = tagged({
  name: 'input',
  tag: 'kind',
  description: 'Events made up for the test.',
  branches: [
    {
      id: 'metric_sample',
      title: 'Metric samples',
      summary: 'Samples of one metric at a steady pace.',
      params: Type.Object({
        metric: text({ description: 'Name of the metric.', examples: ['inference_latency_ms'] }),
        interval: duration({ description: 'Time between samples.', default: '1s' }),
        values: text({
          description: 'Values in series notation: `60x100 60+0x5 _x3 ~N(60,4)x200@7`.',
          examples: ['60x100 120x30'],
        }),
        model_id: Type.Optional(text({ description: 'The model the samples belong to.' })),
      }),
    },
  ],
});

/** A file of config tests. */
export const testFileSpec = record(
  {
    config: text({ description: 'Path of the config under test, relative to this file.' }),
    tests: Type.Array(
      record(
        {
          name: text({ description: 'What the test shows.' }),
          events: Type.Optional(
            Type.Union(
              [text({ description: 'Path of an event file.' }), Type.Array(text({ description: 'A path.' }))],
              {
                description: 'Event files to run on, relative to this file.',
              },
            ),
          ),
          input: Type.Optional(inputSpec),
          exact: Type.Optional(
            Type.Boolean({ description: 'Nothing may happen that is not expected here. Default: false.' }),
          ),
          expect: Type.Array(expectationSpec, { description: 'What must be true of the run.', minItems: 1 }),
        },
        { description: 'One test.' },
      ),
      { description: 'The tests.', minItems: 1 },
    ),
  },
  { description: 'Tests of a monitor config.' },
);
