import { eventsOf } from '../../core/metrics/monitor-kind.ts';
import type { ModelKey } from '../../core/spec/columns.ts';
import type { EventType } from '../../core/spec/event-types.ts';
import type { SampleFacts, UnmeasuredFacts } from '../../core/spec/sample-facts.ts';
import type { MonitorFacts } from '../model/facts.ts';
import { modelOf } from '../model/sample-query.ts';
import { suggest } from '../suggestion.ts';
import { pairOf, type ScalarNode } from '../syntax/tree.ts';
import { code, enumerate } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { keySpan, unmeasuredBy } from './kit/sample-of.ts';
import { sectionOf } from './kit/timing.ts';

const files = {
  'e.ndjson':
    '{"type":"inference_record","model_version":"v1","predicted_label":"a","latency_ms":9,"created_at":"2026-01-01T00:00:00Z"}\n' +
    '{"type":"failure","model_id":"reader","message":"no image","timestamp":"2026-01-01T00:00:01Z"}\n',
};
const preview = 'preview: { events: [e.ndjson] }\n';

/** A monitor that measures nothing on the sample, whatever its strategies are. */
export const monitorWithoutData: Rule = {
  id: 'monitor-without-data',
  severity: 'warning',
  needsData: true,
  title: 'Monitor that the sample has no data for',
  doc:
    'A monitor measures nothing where the events of `preview.events` are of other models than the config’s `model`, or carry ' +
    'nothing of what it needs, such as a ground truth; the preview then shows nothing of it, and neither will production if ' +
    'its events are alike. Where the sample only lacks events of that type, which may be rare, it is told as information. ' +
    'Check the names and `preview.map`, or take a sample that has them.',
  good: [
    { text: `${preview}monitors: [{ kind: latency }, { kind: failure_rate }]\n`, files },
    { text: `model: { name: reader }\n${preview}monitors: [{ kind: latency }]\n`, files },
    { text: `model: { version: v1 }\n${preview}monitors: [{ kind: silence }]\n`, files },
    { text: 'monitors: [{ kind: accuracy }, { kind: drift }]\n' },
  ],
  bad: [
    {
      text: `${preview}monitors: [{ kind: accuracy }]\n`,
      files,
      marks: 'accuracy',
      message: 'No event of the sample has a ground truth, which `accuracy` needs',
    },
    {
      text: `${preview}monitors: [{ kind: latency, from: [inference_latency] }]\n`,
      files,
      marks: '[inference_latency]',
      message: 'The sample has no `inference_latency` event, so that `latency` measures nothing on it',
    },
    {
      text: `${preview}monitors: [{ kind: drift }]\n`,
      files,
      marks: 'drift',
      message:
        'The sample has no `drift_detected` or `concept_drift` event, so that `drift` measures nothing on it',
    },
    {
      text: `${preview}monitors: [{ kind: training }]\n`,
      files: {
        'e.ndjson': `${files['e.ndjson']}{"type":"training_completed","model_id":"reader","duration_ms":5,"timestamp":"2026-01-01T00:00:02Z"}\n`,
      },
      marks: 'training',
      message:
        'All `training_completed` events of the sample (1) were skipped, so that `training` measures nothing on it: `samples_seen` is missing',
    },
    {
      text: `model: { name: raeder, version: v1 }\n${preview}monitors: [{ kind: metric, event: failure, field: message }, { kind: silence, from: [failure] }]\n`,
      files,
      marks: 'raeder',
      fix: 'Change to `reader`',
      message: 'No event of the sample names the model `raeder`; did you mean `reader`?',
    },
    {
      text: `model: { name: b }\n${preview}monitors: [{ kind: silence, from: [failure] }, { kind: metric, event: failure, field: message }, { kind: latency }]\n`,
      files,
      marks: 'b',
    },
    {
      text: `model: { version: v2 }\n${preview}monitors: [{ kind: latency }]\n`,
      files,
      marks: 'v2',
      message: 'No event of the sample names the version `v2`; the sample has `v1` and `reader`',
    },
  ],
  check(context) {
    const { sample } = context.resolution;
    if (!sample) return [];
    const idle = context.config.facts.monitors.flatMap((monitor) => {
      const heard = unmeasuredBy(context, monitor);
      return heard ? [{ monitor, heard }] : [];
    });
    const ofModel = ofOtherModels(idle, sample, context);
    return [
      ...ofModel,
      ...idle.flatMap(({ monitor, heard }) => ofMonitor(monitor, heard, sample, ofModel.length > 0)),
    ];
  },
};

interface Idle {
  readonly monitor: MonitorFacts;
  readonly heard: UnmeasuredFacts;
}

/** Monitors that hear of other models only, where no event names the config's: one mistake, in `model`. */
function ofOtherModels(idle: readonly Idle[], sample: SampleFacts, { config }: RuleContext): RuleFinding[] {
  const model = modelOf(config.value);
  const deaf = idle.filter(({ heard }) => isOfOthers(heard)).length;
  // One of several may be at fault itself.
  if (!model || deaf === 0 || (deaf === 1 && config.facts.monitors.length > 1)) return [];
  const section = sectionOf(config, 'model');
  const key = (['name', 'version'] as const).find((part) => isNamedByNone(model[part], part, sample.models));
  const node = key && section && pairOf(section, key)?.value;
  return key && node?.kind === 'scalar' ? [otherModel(key, node, sample.models, config.text)] : [];
}

const isOfOthers = ({ events, ofModel }: UnmeasuredFacts) => events > 0 && ofModel === 0;

/** Whether the events say of this part what it is, and none says this. */
function isNamedByNone(
  given: string | undefined,
  part: keyof ModelKey,
  models: readonly ModelKey[],
): boolean {
  const names = models.flatMap((model) => model[part] ?? []);
  return given !== undefined && names.length > 0 && !names.includes(given);
}

function otherModel(
  key: 'name' | 'version',
  node: ScalarNode,
  models: readonly ModelKey[],
  text: string,
): RuleFinding {
  const given = String(node.value);
  const names = [...new Set(models.flatMap((model) => model[key] ?? []))];
  const { words, fix } = suggest(given, names, text, node);
  const what = key === 'name' ? 'model' : 'version';
  const message = `No event of the sample names the ${what} ${code(given)}${words || there(models)}`;
  return { span: node, message, ...fix };
}

/** The first of the models there are. */
function there(models: readonly ModelKey[]): string {
  const names = models
    .slice(0, 3)
    .map(({ name, version }) => code([name, version].filter(Boolean).join('@')));
  return `; the sample has ${enumerate(names, 'and')}`;
}

function ofMonitor(
  monitor: MonitorFacts,
  heard: UnmeasuredFacts,
  sample: SampleFacts,
  isToldOfModel: boolean,
): RuleFinding[] {
  const { kind, measures, id } = monitor;
  if (!kind || !measures) return [];
  const isNarrowed = pairOf(monitor.node, 'from') !== undefined;
  const span = keySpan(monitor, isNarrowed ? 'from' : 'kind');
  const types = measures.from ?? eventsOf(kind, measures.params);
  if (heard.events === 0) return [ofNoEvents(span, types, id, sample)];
  if (isOfOthers(heard)) {
    const message = `No event of the sample that ${code(id)} reads is of the config’s model`;
    return isToldOfModel ? [] : [{ span, message }];
  }
  const need = missingNeed(kind.id, types, sample);
  return need === undefined
    ? []
    : [{ span, message: `No event of the sample has ${need}, which ${code(id)} needs` }];
}

/** Where events of the types are there but could not be read, that is what is told. */
function ofNoEvents(
  span: RuleFinding['span'],
  types: readonly EventType[],
  id: string,
  sample: SampleFacts,
): RuleFinding {
  const skipped = sample.skipped?.find(({ type }) => types.includes(type));
  const message = skipped
    ? `All ${code(skipped.type)} events of the sample (${skipped.count}) were skipped, so that ${code(id)} measures nothing on it: ${skipped.reason}`
    : `The sample has no ${enumerate(types.map(code), 'or')} event, so that ${code(id)} measures nothing on it`;
  return { span, message, ...(!skipped && { severity: 'info' as const }) };
}

/** What events of these types may leave out, though the kind measures nothing else. */
const needs: Readonly<Record<string, readonly [field: string, what: string]>> = {
  accuracy: ['ground_truth_label', 'a ground truth'],
  error: ['ground_truth_label', 'a ground truth'],
  latency: ['latency_ms', 'a latency'],
  prediction_drift: ['predicted_label', 'a predicted label'],
};

function missingNeed(kind: string, types: readonly EventType[], { events }: SampleFacts): string | undefined {
  const [field, what] = needs[kind] ?? [];
  const read = events.filter(({ type }) => types.includes(type));
  const isThere = read.some(({ fields }) => fields.some(({ name }) => name === field));
  return isThere ? undefined : what;
}
