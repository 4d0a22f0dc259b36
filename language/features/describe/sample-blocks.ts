import { modelLabel } from '../../../core/spec/columns.ts';
import { durationMs, formatDuration } from '../../../core/spec/duration.ts';
import type { MeasuredFacts, SampleFacts } from '../../../core/spec/sample-facts.ts';
import { keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import { alarmSide } from './alarm-side.ts';
import { bullets, code } from './markdown.ts';
import {
  beyondText,
  countText,
  extentText,
  fieldText,
  intervalOf,
  modelText,
  reachText,
  shown,
  spreadText,
} from './sample-words.ts';

/** Models that are told apart in a hover. */
const maxModels = 5;

/** What the sample says about a number: where it lies among the values, or how far it reaches. One block or none. */
export function sampleMeaning(
  spec: ValueSpec,
  text: string,
  sample: SampleFacts,
  measured: readonly MeasuredFacts[],
): string[] {
  const lines = measured
    .slice(0, maxModels)
    .flatMap((one) => lineOf(spec, text, sample, one, measured) ?? []);
  const said = lines.map((line) => `${line}${extentText(sample)}`);
  return said.length > 1 ? [bullets(said)] : said;
}

function lineOf(
  spec: ValueSpec,
  text: string,
  sample: SampleFacts,
  one: MeasuredFacts,
  all: readonly MeasuredFacts[],
): string | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const model = modelText(one, all);
  const { values } = one;
  if (spec.key === 'baseline_mean') return `The sample's mean${model} is ${shown(values.mean)}`;
  if (spec.key === 'baseline_std') return `The sample's standard deviation${model} is ${shown(values.std)}`;
  if (alarmSide(spec, one.metric) !== undefined) return boundLine(spec, value, one, model);
  return reachLine(spec, text, value, sample, one, model);
}

function boundLine(spec: ValueSpec, bound: number, one: MeasuredFacts, model: string): string {
  const { quantiles } = one.values;
  const [min, max] = [shown(quantiles[0] ?? Number.NaN), shown(quantiles.at(-1) ?? Number.NaN)];
  const range = min === max ? `are all ${min}` : `run from ${min} to ${max}`;
  const side = alarmSide(spec, one.metric) ?? 'above';
  const beyond = Number.isFinite(bound) ? `; ${beyondText(one.values, bound, side)}` : '';
  return `The sample's values${model} ${range}${beyond}`;
}

/** Parameters that count values of the monitor they stand in, or rows that give one each. */
const counts = new Set(['samples', 'rows']);

function reachLine(
  spec: ValueSpec,
  text: string,
  value: number,
  sample: SampleFacts,
  one: MeasuredFacts,
  model: string,
): string | undefined {
  const isWindow = spec.branch !== undefined && spec.key === 'window';
  if (Number.isInteger(value) && (isWindow || counts.has(keywordsOf(spec.schema).unit ?? '')))
    return `${countText(value, 'value')}${model}: ${reachText(one, sample, value)}`;
  const ms = isWindow ? durationMs(text) : Number.NaN;
  const interval = intervalOf(one, sample);
  if (interval === undefined || !(ms >= 0)) return undefined;
  const held = countText(Math.round(ms / interval), 'value');
  return `${formatDuration(ms)}${model}: about ${held} of the sample, which has ${countText(one.values.count, 'value')}`;
}

/** What the sample says about a name: of a metric, a field, an event type or a model. One block or none. */
export function sampleOfName(spec: ValueSpec, name: string, sample: SampleFacts): string[] {
  const said = nameText(spec, name, sample);
  return said === undefined ? [] : [`In the sample: ${said}${extentText(sample)}`];
}

function nameText(spec: ValueSpec, name: string, sample: SampleFacts): string | undefined {
  const { completes } = keywordsOf(spec.schema);
  if (completes === 'metric') {
    const metric = sample.metrics.find((one) => one.name === name);
    return metric ? spreadText(metric.values) : 'no such metric';
  }
  if (completes)
    return fieldLine(name, completes === 'field' ? spec.siblings.get('event') : undefined, sample);
  const event = sample.events.find(({ type }) => type === name);
  return event && countText(event.count, 'event');
}

function fieldLine(name: string, event: string | undefined, { events }: SampleFacts): string {
  const of = events.filter(({ type }) => event === undefined || type === event);
  const found = of.flatMap(({ type, fields }) =>
    fields.filter((field) => field.name === name).map((field) => `${fieldText(field)} in ${code(type)}`),
  );
  return found.length > 0 ? found.join('; ') : 'no event has this field';
}

/** Which models of the sample a name or version in the config stands for. */
export function sampleOfModel(spec: ValueSpec, name: string, sample: SampleFacts): string[] {
  const own = spec.key === 'version' ? 'version' : 'name';
  const matching = sample.models.filter((model) => model[own] === name);
  const all = sample.models.map(modelLabel);
  const said =
    matching.length > 0
      ? `In the sample: ${matching.map((model) => code(modelLabel(model))).join(', ')}`
      : `The sample names no such model${all.length > 0 ? `; there are ${all.map(code).join(', ')}` : ''}`;
  return [`${said}${extentText(sample)}`];
}
