import type { EventType } from '../../core/spec/event-types.ts';
import type { FieldFacts, SampleFacts } from '../../core/spec/sample-facts.ts';
import type { Completes, Doc } from '../../core/spec/schema.ts';
import { findPreset } from '../../core/stats/measures/index.ts';
import type { MonitorFacts } from '../model/facts.ts';
import { suggest } from '../suggestion.ts';
import { pairOf, type ScalarNode } from '../syntax/tree.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { comparedField } from './kit/sample-of.ts';

const record =
  '{"type":"inference_record","model_version":"v1","predicted_label":"a","latency_ms":9,"created_at":"2026-01-01T00:00:00Z","metadata":{"confidence":0.9,"site":"x"}}\n';
const sampled = '{"type":"metric_sample","metric":"gpu_load","value":1,"timestamp":"2026-01-01T00:00:01Z"}\n';
const files = { 'e.ndjson': record + sampled };
const monitor = 'preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: metric, ';

const taken = '{"type":"inference_completed","model_id":"m","timestamp":1,"took_ms":9,"customer_age":41}\n';
const mapped =
  'preview: { events: [e.ndjson], map: { latency_ms: took_ms } }\nmonitors:\n  - { kind: metric, event: inference_completed, ';

const compared = 'preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: feature_drift, ';

/** The name of a field or metric that no event of the sample has. */
export const fieldNotInSample: Rule = {
  id: 'field-not-in-sample',
  severity: 'warning',
  needsData: true,
  title: 'Field that the sample does not have',
  isPerMonitor: true,
  doc:
    'A monitor of a field or metric that no event carries measures nothing, and says nothing when it should. Told where ' +
    'the events of `preview.events` have other fields, or other metrics, but not this one. Check the spelling.',
  good: [
    { text: `${monitor}event: inference_record, field: metadata.confidence }\n`, files },
    { text: `${monitor}metric: gpu_load }\n`, files },
    { text: `${monitor}event: failure, field: code }\n`, files },
    { text: `${monitor}metric: gpu_lod }\n` },
    { text: `${compared}field: confidence }\n`, files },
    { text: `${compared}field: metadata.site }\n`, files },
    { text: `${compared}field: latency_ms, measure: ks }\n`, files },
  ],
  bad: [
    {
      text: `${monitor}event: inference_record, field: metadata.confidance }\n`,
      files,
      marks: 'metadata.confidance',
      fix: 'Change to `metadata.confidence`',
      message:
        'No `inference_record` of the sample has the field `metadata.confidance`; did you mean `metadata.confidence`?',
    },
    {
      text: `${monitor}event: inference_record, field: metadata.site }\n`,
      files,
      marks: 'metadata.site',
      message: 'In the sample `metadata.site` is text, and a metric takes numbers',
    },
    {
      text: `${monitor}event: inference_record, field: confidence }\n`,
      files,
      marks: 'confidence',
      fix: 'Change to `metadata.confidence`',
      message:
        'No `inference_record` of the sample has the field `confidence`; did you mean `metadata.confidence`?',
    },
    {
      text: `${mapped}field: took_ms }\n`,
      files: { 'e.ndjson': taken },
      marks: 'took_ms',
      fix: 'Change to `latency_ms`',
      message: 'No `inference_completed` of the sample has the field `took_ms`; did you mean `latency_ms`?',
    },
    {
      text: `${mapped}field: metadata.customer_age }\n`,
      files: { 'e.ndjson': taken },
      marks: 'metadata.customer_age',
      fix: 'Change to `customer_age`',
    },
    {
      text: `${compared}field: siet }\n`,
      files,
      marks: 'siet',
      fix: 'Change to `site`',
      message: 'No event of the sample has the field `siet`; did you mean `site`?',
    },
    {
      text: `${compared}field: site, measure: ks }\n`,
      files,
      marks: 'site',
      message: 'In the sample `site` is text, and `ks` compares numbers; use `psi`, `js` or `chi_square`',
    },
    {
      text: `${monitor}metric: gpu_lod }\n`,
      files,
      marks: 'gpu_lod',
      fix: 'Change to `gpu_load`',
      message: 'No event of the sample carries the metric `gpu_lod`; did you mean `gpu_load`?',
    },
  ],
  check(context) {
    const { sample } = context.resolution;
    // What is not in the beginning may come later.
    if (!sample?.isWhole) return [];
    return context.config.facts.monitors.flatMap((facts) => ofMonitor(facts, sample, context));
  },
};

function ofMonitor(facts: MonitorFacts, sample: SampleFacts, { config }: RuleContext): RuleFinding[] {
  if (!facts.kind || !facts.measures) return [];
  return Object.entries(facts.kind.params.properties).flatMap(([key, schema]) => {
    const { completes } = schema as Doc;
    const node = pairOf(facts.node, key)?.value;
    if (!completes || node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
    return ofName(completes, node, facts, sample, config);
  });
}

function ofName(
  completes: Completes,
  node: ScalarNode,
  monitor: MonitorFacts,
  sample: SampleFacts,
  config: RuleContext['config'],
): RuleFinding[] {
  const name = String(node.value);
  const fields = completes === 'metric' ? [] : fieldsOf(monitor, sample);
  const all = completes === 'metric' ? sample.metrics.map((metric) => metric.name) : namesOf(fields);
  // Where no event of this sort occurs, nothing is known of what it would carry.
  if (all.length === 0) return [];
  if (completes === 'feature' && comparedField(monitor, sample).length > 0)
    return ofComparedText(name, node, monitor, sample);
  if (completes !== 'feature' && all.includes(name))
    return completes === 'field' ? ofText(name, node, fields) : [];
  const names = completes === 'feature' ? [...all, ...all.map(withoutMetadata)] : all;
  const { words, fix } = suggestIn(name, names, config, node);
  return [{ span: node, message: `${faultOf(completes, name, monitor)}${words}`, ...fix }];
}

function faultOf(completes: Completes, name: string, { measures }: MonitorFacts): string {
  if (completes === 'metric') return `No event of the sample carries the metric \`${name}\``;
  const type = measures?.params['event'];
  const event = type === undefined ? 'event' : `\`${type}\``;
  return `No ${event} of the sample has the field \`${name}\``;
}

/** What `map` makes of a column; `confidence` where it is a part of `metadata`, or the other way round; else the nearest name. */
function suggestIn(
  name: string,
  all: readonly string[],
  { facts, text }: RuleContext['config'],
  node: ScalarNode,
) {
  const mapped = all.find((one) => facts.map[one] === name);
  const moved = all.find((one) => one.endsWith(`.${name}`) || one === withoutMetadata(name));
  return suggest(mapped ?? moved ?? name, all, text, node);
}

/** A field that is there but never a number. */
function ofText(name: string, node: ScalarNode, fields: readonly FieldFacts[]): RuleFinding[] {
  if (fields.some((field) => field.name === name && field.values)) return [];
  return [{ span: node, message: `In the sample \`${name}\` is text, and a metric takes numbers` }];
}

/** Only text, and a measure that takes only numbers. */
function ofComparedText(
  name: string,
  node: ScalarNode,
  monitor: MonitorFacts,
  sample: SampleFacts,
): RuleFinding[] {
  const { measure, preset } = monitor.measures?.params ?? {};
  const found = findPreset(String(measure), String(preset));
  if (!found || found.ofCategories || comparedField(monitor, sample).some(({ values }) => values)) return [];
  const message = `In the sample \`${name}\` is text, and \`${measure}\` compares numbers; use \`psi\`, \`js\` or \`chi_square\``;
  return [{ span: node, message }];
}

/** The fields of the events that the monitor reads. */
function fieldsOf({ measures }: MonitorFacts, { events }: SampleFacts): readonly FieldFacts[] {
  const event = measures?.params['event'];
  const isRead = (type: EventType) =>
    (event === undefined || type === event) && (!measures?.from || measures.from.includes(type));
  return events.filter(({ type }) => isRead(type)).flatMap(({ fields }) => fields);
}

/** A compared field of `metadata` may be called by its own name. */
const withoutMetadata = (name: string) => name.replace(/^metadata\./, '');

const namesOf = (fields: readonly FieldFacts[]) => [...new Set(fields.map(({ name }) => name))];
