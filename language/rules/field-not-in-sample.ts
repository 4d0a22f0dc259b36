import type { SampleFacts } from '../../core/spec/sample-facts.ts';
import type { Completes, Doc } from '../../core/spec/schema.ts';
import type { MonitorFacts } from '../model/facts.ts';
import { suggest } from '../suggestion.ts';
import { pairOf, type ScalarNode } from '../syntax/tree.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

const record =
  '{"type":"inference_record","model_version":"v1","predicted_label":"a","latency_ms":9,"created_at":"2026-01-01T00:00:00Z","metadata":{"confidence":0.9,"site":"x"}}\n';
const sampled = '{"type":"metric_sample","metric":"gpu_load","value":1,"timestamp":"2026-01-01T00:00:01Z"}\n';
const files = { 'e.ndjson': record + sampled };
const monitor = 'preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: metric, ';

/** The name of a field or metric that no event of the sample has. */
export const fieldNotInSample: Rule = {
  id: 'field-not-in-sample',
  severity: 'warning',
  title: 'Field that the sample does not have',
  doc:
    'A monitor of a field or metric that no event carries measures nothing, and says nothing when it should. Told where ' +
    'the events of `preview.events` have other fields, or other metrics, but not this one. Check the spelling.',
  good: [
    { text: `${monitor}event: inference_record, field: metadata.confidence }\n`, files },
    { text: `${monitor}metric: gpu_load }\n`, files },
    { text: `${monitor}event: failure, field: code }\n`, files },
    { text: `${monitor}metric: gpu_lod }\n` },
  ],
  bad: [
    {
      text: `${monitor}event: inference_record, field: metadata.confidance }\n`,
      files,
      marks: 'metadata.confidance',
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
      text: `${monitor}metric: gpu_lod }\n`,
      files,
      marks: 'gpu_lod',
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
  const { params } = facts.measures;
  return Object.entries(facts.kind.params.properties).flatMap(([key, schema]) => {
    const { completes } = schema as Doc;
    const node = pairOf(facts.node, key)?.value;
    if (!completes || node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const event = completes === 'field' ? params['event'] : undefined;
    return ofName(completes, node, String(event ?? ''), sample, config.text);
  });
}

function ofName(
  completes: Completes,
  node: ScalarNode,
  event: string,
  sample: SampleFacts,
  text: string,
): RuleFinding[] {
  const name = String(node.value);
  const all = completes === 'metric' ? sample.metrics.map((metric) => metric.name) : fieldsOf(sample, event);
  // Where no event of this sort occurs, nothing is known of what it would carry.
  if (all.length === 0) return [];
  if (all.includes(name)) return completes === 'field' ? ofText(name, node, sample, event) : [];
  const { words, fix } = suggest(name, all, text, node);
  const fault =
    completes === 'metric'
      ? `No event of the sample carries the metric \`${name}\``
      : `No ${event === '' ? 'event' : `\`${event}\``} of the sample has the field \`${name}\``;
  return [{ span: node, message: `${fault}${words}`, ...fix }];
}

/** A field that is there but never a number. */
function ofText(name: string, node: ScalarNode, { events }: SampleFacts, event: string): RuleFinding[] {
  const same = events
    .filter(({ type }) => type === event)
    .flatMap(({ fields }) => fields.filter((field) => field.name === name));
  if (same.some(({ values }) => values)) return [];
  return [{ span: node, message: `In the sample \`${name}\` is text, and a metric takes numbers` }];
}

const fieldsOf = ({ events }: SampleFacts, event: string) =>
  events
    .filter(({ type }) => event === '' || type === event)
    .flatMap(({ fields }) => fields.map(({ name }) => name));
