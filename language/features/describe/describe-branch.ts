import { findKind } from '../../../core/metrics/index.ts';
import type { MonitorKind } from '../../../core/metrics/monitor-kind.ts';
import { type Branch, isRequired, type Tagged, withDefaults } from '../../../core/spec/schema.ts';
import { findStrategy } from '../../../core/strategies/index.ts';
import type { Siblings } from '../../syntax/cursor/place.ts';
import { bullets, code, codeList, fenced, flowText } from './markdown.ts';
import { parameterList } from './parameter-list.ts';

/** What a branch of a union is: a monitor kind, a strategy, or what else is chosen by a tag. */
export function describeBranch(union: Tagged, branch: Branch, siblings: Siblings = new Map()): string[] {
  const head = [`**${branch.title}** · ${union.name} ${code(branch.id)}`, branch.summary];
  const parameters = parameterList(branch.params.properties);
  if (union.name === 'monitor') return [...head, ...kindBlocks(branch.id, siblings), parameters];
  if (union.name === 'strategy') return [...head, ...strategyBlocks(branch.id), parameters];
  return [...head, parameters];
}

function kindBlocks(id: string, siblings: Siblings): string[] {
  const kind = findKind(id);
  if (!kind) return [];
  return [
    kind.doc,
    bullets([...readsLine(kind), ...metricLine(kind, siblings), ...alarmLine(kind, siblings)]),
  ];
}

const readsLine = ({ events }: MonitorKind) =>
  typeof events === 'function' ? [] : [`Reads ${codeList(events)}`];

/** The metric follows from the parameters; of a kind that needs some nothing can be said without them. */
function metricLine(kind: MonitorKind, siblings: Siblings): string[] {
  const { either, params } = kind;
  if (either && !either.flat().some((key) => siblings.has(key))) return [];
  if (Object.entries(params.properties).some(([key, schema]) => isRequired(schema) && !siblings.has(key)))
    return [];
  const { name, unit, range } = kind.metric(given(kind, siblings));
  const reach = range.some(Number.isFinite) ? `, ${rangeText(range)}` : '';
  return [`Metric ${code(name)}${unit === '' ? '' : ` in ${unit}`}${reach}`];
}

const rangeText = ([min, max]: readonly [number, number]) =>
  Number.isFinite(max) ? `from ${min} to ${max}` : `from ${min} on`;

function alarmLine(kind: MonitorKind, siblings: Siblings): string[] {
  const strategy = kind.defaultStrategy?.(given(kind, siblings));
  if (strategy) return [`Without a \`strategy\` it alarms by ${code(flowText(strategy))}`];
  return kind.doc.includes('only observes') ? [] : ['Without a `strategy` it only observes'];
}

/** The parameters that stand in the text, as far as they are numbers or words, with the defaults of the others. */
function given(kind: MonitorKind, siblings: Siblings): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(kind.params.properties)) {
    const text = siblings.get(key);
    if (text !== undefined) values[key] = Number.isFinite(Number(text)) && text !== '' ? Number(text) : text;
  }
  return withDefaults(kind.params, values);
}

function strategyBlocks(id: string): string[] {
  const strategy = findStrategy(id);
  if (!strategy) return [];
  const example = strategy.examples[0];
  const worked = example
    ? `Example: ${code(flowText({ type: id, ...example.params }))} on ${code(example.values)} ${alarmsText(example.alarms)}: ${example.note}.`
    : '';
  return [fenced('text', strategy.formula), strategy.doc, worked];
}

const alarmsText = (alarms: readonly number[]) =>
  alarms.length === 0
    ? 'never alarms'
    : `alarms at ${alarms.length === 1 ? 'sample' : 'samples'} ${alarms.map((at) => at + 1).join(', ')}`;
