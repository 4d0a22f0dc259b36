import Type, { type Static } from 'typebox';
import { severities } from './lifecycle-spec.ts';

/** Version of the result document; grows with semver like the command line's flags. */
export const resultVersion = '1.0';

const time = (description: string) => Type.String({ format: 'date-time', description });
const row = (description: string) =>
  Type.Integer({ minimum: 0, description: `${description} 0-based row index.` });
const rows = (description: string) => Type.Array(Type.Integer({ minimum: 0 }), { description });
const orNull = (description: string) => Type.Union([Type.Number(), Type.Null()], { description });
const column = (description: string) => Type.Array(Type.Union([Type.Number(), Type.Null()]), { description });

const problemSpec = Type.Object(
  {
    file: Type.String({ description: 'Event file.' }),
    line: Type.Integer({ minimum: 0, description: '1-based line.' }),
    event: row('The row that was skipped.'),
    code: Type.String({ description: 'What is wrong, as an id.' }),
    message: Type.String({ description: 'What is wrong, for people.' }),
  },
  { description: 'An event that could not be used, or something to know about a file.' },
);

const episodeSpec = Type.Object(
  {
    start: time('When it fired.'),
    start_event: row('The event at which it fired.'),
    end: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'When it resolved; null while it still fires at the end of the run.',
    }),
    breach_start: time('First breach: earlier than `start` when it was pending before.'),
    count: Type.Integer({ minimum: 1, description: 'Breaching samples.' }),
    alerts: Type.Integer({ minimum: 0, description: 'Alerts it gave.' }),
    peak: Type.Number({ description: 'The value farthest beyond the limit.' }),
    peak_event: row('The event of the peak.'),
  },
  { description: 'One stretch of time in which a monitor fired.' },
);

const seriesSpec = Type.Object(
  {
    index: rows('Row of each sample.'),
    time: Type.Array(Type.Number(), { description: 'Time of each sample, milliseconds since the epoch.' }),
    value: column('The metric.'),
    score: column('What the strategy compares with `limit`.'),
    limit: column('What `score` is compared with.'),
    lower: column('Smallest value that would not have alarmed; null where there is none.'),
    upper: column('Largest value that would not have alarmed; null where there is none.'),
  },
  { description: 'The samples as columns; only with `--series`.' },
);

export const alertSpec = Type.Object(
  {
    monitor: Type.String({ description: 'Id of the monitor.' }),
    model: Type.String({ description: 'The model.' }),
    event: row('The event that caused it.'),
    file: Type.String({ description: 'File of that event.' }),
    line: Type.Integer({
      minimum: 0,
      description: '1-based line of that event; 0 where the format has no lines.',
    }),
    time: time('When it was given.'),
    metric: Type.String({ description: 'Name of the metric.' }),
    value: Type.Number({ description: 'Its value.' }),
    severity: Type.Unsafe<string>({ type: 'string', enum: [...severities], description: 'How bad it is.' }),
    strategy: Type.String({ description: 'Name or type of the strategy that alarmed.' }),
    message: Type.String({ description: 'The alert as people read it.' }),
    reason: Type.String({ description: 'Why it was given: `fired` or `repeated`.' }),
  },
  { description: 'One alert.' },
);

const monitorResultSpec = Type.Object(
  {
    id: Type.String({ description: 'Id of the monitor.' }),
    kind: Type.String({ description: 'Its kind.' }),
    model: Type.String({ description: 'The model whose events it measured.' }),
    metric: Type.String({ description: 'Name of the metric.' }),
    samples: Type.Integer({ minimum: 0, description: 'Values measured.' }),
    skipped: Type.Integer({ minimum: 0, description: 'Values that were not finite.' }),
    min: orNull('Smallest value.'),
    max: orNull('Largest value.'),
    last: orNull('Last value.'),
    warnings: rows(
      'Rows at which the strategy warned. `eddm`, and a two-sided `hddm_a` or `hddm_w`, can warn and alarm at the same row, as in river.',
    ),
    drifts: rows('Rows at which the strategy alarmed, whatever became of it.'),
    alerts: rows('Rows at which an alert was given.'),
    episodes: Type.Array(episodeSpec, { description: 'Stretches of time in which it fired.' }),
    transitions: Type.Array(
      Type.Object({
        event: row('The event that caused it.'),
        time: time('When.'),
        to: Type.Unsafe<string>({
          type: 'string',
          enum: ['inactive', 'pending', 'firing'],
          description: 'What the alert then was.',
        }),
        reason: Type.String({
          description: 'Why, as a stable code such as `fired`, `cooldown` or `resolved`.',
        }),
      }),
      { description: 'Every change of the alert, from inactive at the start.' },
    ),
    status: Type.Unsafe<string>({
      type: 'string',
      enum: ['inactive', 'pending', 'firing', 'observing', 'no_data', 'filling', 'failed'],
      description: 'State at the end of the run.',
    }),
    series: Type.Optional(seriesSpec),
  },
  { description: 'One monitor on one model.' },
);

const delaySpec = Type.Object(
  {
    monitor: Type.String({ description: 'Id of the monitor.' }),
    model: Type.String({ description: 'The model.' }),
    max_ms: Type.Number({ description: 'Longest time between an event and its processing.' }),
    delayed: Type.Integer({ minimum: 0, description: 'Samples that were processed late.' }),
    waits: Type.Integer({ minimum: 0, description: 'Samples that found the queue of 1024 full.' }),
  },
  { description: 'How late a monitor was.' },
);

const lossSpec = Type.Object(
  {
    monitor: Type.String({ description: 'Id of the monitor.' }),
    model: Type.String({ description: 'The model.' }),
    dropped: Type.Integer({
      minimum: 0,
      description: 'Events beyond `bus_capacity`, lost before they were taken.',
    }),
    unsampled: Type.Integer({
      minimum: 0,
      description: 'Snapshots between two looks of `sampling_interval`.',
    }),
  },
  { description: 'What a monitor never saw.' },
);

const retrainingSpec = Type.Object(
  {
    model: Type.String({ description: 'The model.' }),
    reason: Type.String({ description: 'The message of the alert that completed the policy.' }),
    event: row('The event that caused it.'),
    time: time('When it was requested.'),
    policy: Type.String({ description: 'Id of the policy.' }),
  },
  { description: 'A request for retraining.' },
);

/** What a run gives, as `driftscope simulate --format json` prints it. */
export const resultSpec = Type.Object(
  {
    version: Type.String({ description: 'Version of this format.' }),
    hash: Type.String({ description: 'Names config, events and engine version: equal hash, equal result.' }),
    events: Type.Object(
      {
        read: Type.Integer({ minimum: 0, description: 'Events used.' }),
        skipped: Type.Integer({ minimum: 0, description: 'Rows that could not be used.' }),
        out_of_order: Type.Integer({ minimum: 0, description: 'Steps back in time.' }),
        from: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'First time.' }),
        to: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'Last time.' }),
      },
      { description: 'The events that were read.' },
    ),
    problems: Type.Array(problemSpec, {
      description: 'Events that could not be used, and things to know about a file; the first hundred.',
    }),
    failures: Type.Array(
      Type.Object({
        monitor: Type.String({ description: 'Id of the monitor.' }),
        model: Type.String({ description: 'The model.' }),
        event: row('Where it failed.'),
        message: Type.String({ description: 'What happened.' }),
      }),
      { description: 'Monitors that failed; the others went on.' },
    ),
    monitors: Type.Array(monitorResultSpec, {
      description: 'Every monitor on every model it had events of.',
    }),
    alerts: Type.Array(alertSpec, { description: 'All alerts in order.' }),
    retraining: Type.Array(retrainingSpec, { description: 'All requests for retraining in order.' }),
    runtime: Type.Object(
      {
        ticks: Type.Integer({ minimum: 0, description: 'How often monitors were woken.' }),
        delays: Type.Array(delaySpec, { description: 'Monitors that were late.' }),
        losses: Type.Array(lossSpec, { description: 'Monitors that did not see everything.' }),
        dropped: Type.Integer({ minimum: 0, description: 'Events that monitors lost, in all.' }),
      },
      { description: 'What the production loop did.' },
    ),
  },
  { description: 'The result of a simulation.' },
);

export type ResultDocument = Static<typeof resultSpec>;
