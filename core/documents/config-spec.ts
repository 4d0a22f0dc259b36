import Type from 'typebox';
import { byKey, choice, duration, integer, record, tagged, text } from '../spec/schema.ts';
import { strategySpec } from '../strategies/index.ts';
import { lifecycleProperties } from './lifecycle-spec.ts';
import { identifierPattern, monitorSpec } from './monitor-spec.ts';

const modelSpec = record(
  {
    name: Type.Optional(
      text({ description: 'Only events of this model name; events that name none are taken too.' }),
    ),
    version: Type.Optional(
      text({ description: 'Only events of this version; events that name none are taken too.' }),
    ),
  },
  { description: "Which events are this config's. Without it, all are." },
);

const previewSpec = record(
  {
    events: Type.Optional(
      Type.Array(text({ description: 'Path of an event file, relative to this file; `*` and `**` match.' }), {
        description:
          'Event files that the editor and `driftscope simulate` run this config on. In CSV a cell that is empty, `-`, `NA`, ' +
          '`N/A`, `NaN`, `nan`, `null`, `NULL` or `None` is a missing value.',
        minItems: 1,
      }),
    ),
    map: Type.Optional(
      Type.Record(Type.String(), text({ description: 'A column of the file, or `=` and a constant.' }), {
        description:
          'For files whose columns have other names: `our field: their column`, or `our field: =constant`, as in ' +
          '`type: =metric_sample`. Our field may also be one of `metadata`, as in `metadata.site: host`, or have a name of its own.',
      }),
    ),
  },
  { description: 'What the editor simulates this config on.' },
);

const runtimeSpec = record(
  {
    tick_interval: duration({
      description: 'How often monitors are woken without an event. Only `silence` measures then.',
      default: '5s',
    }),
    sampling_interval: duration({
      description:
        'How often the loop looks at snapshots, the first time at the first `metrics_snapshot`: of those nearest to a look ' +
        'the nearest counts, with its own time. `0s`: each of them. Other events are no snapshots, and `silence` hears all.',
      default: '0s',
      examples: ['30s'],
    }),
    polling_interval: duration({
      description:
        'Each monitor takes one sample per interval; faster ones queue, alerts come late, and behind a full queue of 1024 ' +
        'events pile up on the bus.',
      default: '0s',
    }),
    bus_capacity: integer({
      description:
        'How many events may wait on the bus for a monitor whose queue is full; beyond that the oldest are lost.',
      default: 256,
      minimum: 1,
    }),
  },
  { description: 'The production loop that runs the monitors, as far as it changes what they see.' },
);

/** When alerts add up to a request for retraining. */
export const retrainingSpec = record(
  {
    id: Type.Optional(
      text({
        description: 'Name of the policy. Default: `retraining-1`, `-2`, …',
        pattern: identifierPattern,
      }),
    ),
    on: Type.Optional(
      Type.Array(text({ description: 'A monitor id.' }), {
        description: 'Monitors whose alerts count. Without it, all.',
        minItems: 1,
        uniqueItems: true,
      }),
    ),
    when: choice(['any', 'all'], {
      description:
        'Whether one of the monitors is enough. Alerts are counted for each model apart; where events name one model differently, ' +
        'by its name here and by its version there, give the config a `model`, under which all of them count.',
      default: 'any',
      meanings: {
        any: 'alerts of any of the monitors count together',
        all: 'each of the monitors must have alerted, on the same model',
      },
    }),
    min_alerts: integer({ description: 'How many alerts it takes.', default: 1, minimum: 1 }),
    within: Type.Optional(
      duration({ description: 'Only alerts of the last so long count. Without it, all.' }),
    ),
    cooldown: duration({
      description: 'After a request, so long without another for the same model.',
      default: '0s',
    }),
  },
  { description: 'A policy: when to request a retraining.' },
);

const notifySpec = tagged({
  name: 'notification',
  tag: 'type',
  description: 'Where alerts go in production. Described and previewed, never called by Driftscope.',
  branches: [
    { id: 'log', title: 'Log', summary: 'Writes alerts to the log.', params: Type.Object({}) },
    {
      id: 'webhook',
      title: 'Webhook',
      summary: 'Posts alerts to an address.',
      params: Type.Object({ url: text({ description: 'Address to post to.', pattern: '^https?://' }) }),
    },
  ],
});

/** Editors without Driftscope find the schema by this key, in JSON. */
const schemaKey = Type.Optional(Type.String({ description: 'Address of the JSON Schema of this file.' }));

const versionSpec = Type.Optional(
  Type.Unsafe<1>({ type: 'integer', enum: [1], description: 'Version of the config format.' }),
);

const strategiesSpec = Type.Record(Type.String({ pattern: identifierPattern }), strategySpec, {
  description: 'Named strategies.',
});

const fullConfigSpec = record(
  {
    $schema: schemaKey,
    version: versionSpec,
    model: Type.Optional(modelSpec),
    include: Type.Optional(
      Type.Array(text({ description: 'Path of a file with strategies, relative to this file.' }), {
        description: 'Files whose named strategies may be used here.',
      }),
    ),
    preview: Type.Optional(previewSpec),
    runtime: Type.Optional(runtimeSpec),
    defaults: Type.Optional(
      record(lifecycleProperties, { description: 'What monitors get that do not say otherwise.' }),
    ),
    monitors: Type.Array(monitorSpec, { description: 'The monitors.' }),
    strategies: Type.Optional(strategiesSpec),
    retraining: Type.Optional(
      Type.Array(retrainingSpec, {
        description:
          'When to request a retraining: each item is a policy of its own, and says which alerts it takes.',
      }),
    ),
    notify: Type.Optional(
      Type.Array(notifySpec, {
        description: 'Where alerts go in production. Described and previewed, never called by Driftscope.',
      }),
    ),
  },
  { description: 'A monitor config.' },
);

/** A monitor config: the full form, or a bare list of monitors. */
export const configSpec = Type.Union([Type.Array(monitorSpec), fullConfigSpec], {
  description:
    'Configuration of ML model monitoring: what is measured, when a value is alarming, what happens then.',
});

/** A strategy file: one bare strategy, or a map of named ones. */
export const strategyFileSpec = byKey(
  'type',
  strategySpec,
  record(
    { $schema: schemaKey, version: versionSpec, strategies: strategiesSpec },
    { description: 'Named strategies.' },
  ),
  { description: 'Strategies to include in monitor configs: one bare strategy, or a map of named ones.' },
);
