/** Event files to measure on, made by rule so that every run and machine has the same. */

const start = Date.parse('2026-03-02T08:00:00Z');

/** Numbers from 0 up to 1, the same ones for the same seed (Park and Miller's generator). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** One NDJSON row without its newline; `index` counts the rows from 0. */
export type MakeRow = (index: number, random: () => number) => string;

/** Narrow rows: one value of one of three metrics, one of four models. */
export const metricSample: MakeRow = (index, random) => {
  const metric = ['inference_latency_ms', 'accuracy', 'prediction_drift'][index % 3] as string;
  const value = metric === 'inference_latency_ms' ? 40 + 30 * random() : random();
  return JSON.stringify({
    type: 'metric_sample',
    metric,
    value: Number(value.toFixed(4)),
    model_id: `model-${Math.floor(random() * 4)}`,
    timestamp: new Date(start + index * 250).toISOString(),
  });
};

/** Wide rows, as in the digit-reader example: labels, a latency, a time and nested metadata. */
export const inferenceRecord: MakeRow = (index, random) => {
  const label = Math.floor(random() * 10);
  return JSON.stringify({
    type: 'inference_record',
    model_version: 'v1.4.0',
    predicted_label: String(label),
    ground_truth_label: String(random() < 0.95 ? label : (label + 1) % 10),
    latency_ms: Math.round(30 + 25 * random()),
    created_at: new Date(start + index * 250).toISOString(),
    metadata: {
      confidence: Number(random().toFixed(5)),
      mean_intensity: Number((5 + random()).toFixed(4)),
      site: `line-${1 + Math.floor(random() * 3)}`,
    },
  });
};

/** The wide row with an id of its own, so that one text column has no two rows alike. */
export const tracedRecord: MakeRow = (index, random) => {
  const id = Math.floor(random() * 2 ** 31).toString(16);
  return inferenceRecord(index, random).replace(
    '"metadata":{',
    `"metadata":{"request_id":"req-${index}-${id}",`,
  );
};

/** `count` rows as NDJSON. */
export function ndjson(count: number, makeRow: MakeRow, seed = 1): Buffer {
  const random = randomNumbers(seed);
  const pieces: Buffer[] = [];
  for (let at = 0; at < count; at += 10_000) {
    let text = '';
    for (let i = at; i < Math.min(count, at + 10_000); i++) text += `${makeRow(i, random)}\n`;
    pieces.push(Buffer.from(text));
  }
  return Buffer.concat(pieces);
}
