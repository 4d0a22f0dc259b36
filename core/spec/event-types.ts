import Type, { type TObject } from 'typebox';

const name = (description: string) => Type.String({ minLength: 1, description });
const number = (description: string, unit?: string) =>
  Type.Number(unit === undefined ? { description } : { description, unit });
const count = (description: string) => Type.Integer({ minimum: 0, description });
const time = Type.Union([Type.String(), Type.Number()], {
  description:
    'When it happened: RFC 3339, `YYYY-MM-DD HH:MM:SS` (UTC), epoch seconds or epoch milliseconds.',
});
const labelKinds = [Type.String(), Type.Number(), Type.Boolean()];
const modelVersion = Type.Object(
  { name: name('Name of the model.'), version: name('Version of the model.') },
  { description: 'The model, by name and version.' },
);

/** One kind of event the system under observation emits. */
export interface EventSpec {
  readonly title: string;
  readonly summary: string;
  /** Fields beside `type`. */
  readonly fields: TObject;
  /** Field that carries the time. */
  readonly timeField: 'timestamp' | 'created_at';
  /** Name of the variant in the externally tagged form `{"MetricsSnapshot": {…}}`, where one exists. */
  readonly variant?: string;
  /** Fields whose joint presence identifies a row without `type`. */
  readonly signature?: readonly string[];
}

function event(
  title: string,
  summary: string,
  fields: TObject['properties'],
  more: Partial<EventSpec> = {},
): EventSpec {
  const timeField = more.timeField ?? 'timestamp';
  return {
    title,
    summary,
    ...more,
    timeField,
    fields: Type.Object({ [timeField]: Type.Optional(time), ...fields }),
  };
}

/** The ten event types, by the name that stands in a row's `type`. */
export const eventSpecs = {
  inference_completed: event('Inference completed', 'A single inference call finished.', {
    model_id: name('The model that answered.'),
    latency_ms: number('How long the call took.', 'ms'),
  }),
  drift_detected: event('Drift detected', 'A drift test ran outside and reported its result.', {
    model_id: name('The model that was tested.'),
    drift_score: number('The test statistic.'),
    p_value: number('Probability of a statistic at least this large without drift.'),
  }),
  training_completed: event('Training completed', 'A training job finished successfully.', {
    model_id: name('The model that was trained.'),
    version: name('The version that came out.'),
    samples_seen: count('Training samples seen.'),
    duration_ms: number('How long training took.', 'ms'),
  }),
  failure: event('Failure', 'An inference or training call failed.', {
    model_id: name('The model that failed.'),
    message: Type.String({ description: 'What went wrong.' }),
  }),
  inference_latency: event('Inference latency', 'The latency of one inference of a model version.', {
    model: modelVersion,
    latency_ms: number('How long the call took.', 'ms'),
  }),
  accuracy_drift: event('Accuracy drift', 'Accuracy moved between the reference and the current batch.', {
    model: modelVersion,
    drift: number('Difference in accuracy.'),
  }),
  concept_drift: event('Concept drift', 'A concept drift test between the reference and the current batch.', {
    model: modelVersion,
    p_value: number('Probability of a difference at least this large without drift.'),
  }),
  metrics_snapshot: event(
    'Metrics snapshot',
    'Statistics of the serving layer over its last window.',
    {
      model_name: name('Name of the model.'),
      model_version: name('Version of the model.'),
      confidence_mean: number('Mean confidence of the predictions.'),
      confidence_std: number('Standard deviation of the confidence.'),
      p50_latency_ms: number('Median latency.', 'ms'),
      p95_latency_ms: number('95th percentile of the latency.', 'ms'),
      p99_latency_ms: number('99th percentile of the latency.', 'ms'),
    },
    { variant: 'MetricsSnapshot', signature: ['model_name', 'model_version', 'confidence_mean'] },
  ),
  inference_record: event(
    'Inference record',
    'One online inference with its prediction and, where known, the truth.',
    {
      model_version: name('Version of the model that answered.'),
      predicted_label: Type.Union(labelKinds, {
        description: 'What the model said; numbers and booleans stand for their text.',
      }),
      ground_truth_label: Type.Optional(
        Type.Union([...labelKinds, Type.Null()], {
          description: 'What was true, in the same form; absent or null while unknown.',
        }),
      ),
      latency_ms: number('How long the call took.', 'ms'),
      metadata: Type.Optional(Type.Unknown({ description: 'Anything else, such as features.' })),
    },
    {
      variant: 'InferenceRecord',
      timeField: 'created_at',
      signature: ['model_version', 'predicted_label', 'latency_ms'],
    },
  ),
  metric_sample: event('Metric sample', 'One value of any metric.', {
    metric: name('Name of the metric, such as `inference_latency_ms`, `accuracy` or `prediction_drift`.'),
    value: number('The value.'),
    model_id: Type.Optional(name('The model it belongs to.')),
  }),
} as const satisfies Record<string, EventSpec>;

export type EventType = keyof typeof eventSpecs;

/** Event types in the order of their codes in {@link Columns.type}, which start at 1. */
export const eventTypes = Object.keys(eventSpecs) as readonly EventType[];

/** Code of an event type in {@link Columns.type}. */
export function eventCode(type: EventType): number {
  return eventTypes.indexOf(type) + 1;
}
