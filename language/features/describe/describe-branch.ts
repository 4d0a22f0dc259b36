import { findKind } from '../../../core/metrics/index.ts';
import type { MonitorKind } from '../../../core/metrics/monitor-kind.ts';
import type { Branch, Tagged } from '../../../core/spec/schema.ts';
import { findStrategy } from '../../../core/strategies/index.ts';
import type { Siblings } from '../../syntax/cursor/place.ts';
import { bullets, code, codeList, fenced, flowText } from './markdown.ts';
import { parameterList } from './parameter-list.ts';
import { paramsOf, type Watched, watchedBy } from './watched.ts';

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
  const watched = watchedBy(new Map([...siblings, ['kind', id]]));
  return [kind.doc, bullets([...readsLine(kind), ...metricLine(watched), ...alarmLine(kind, siblings)])];
}

const readsLine = ({ events }: MonitorKind) =>
  typeof events === 'function' ? [] : [`Reads ${codeList(events)}`];

/** The metric follows from the parameters; of a kind that needs some nothing can be said without them. */
function metricLine(watched: Watched | undefined): string[] {
  if (!watched) return [];
  const { name, unit, range } = watched.metric;
  const reach = range.some(Number.isFinite) ? `, ${rangeText(range)}` : '';
  return [`Metric ${code(name)}${unit === '' ? '' : ` in ${unit}`}${reach}`];
}

const rangeText = ([min, max]: readonly [number, number]) =>
  Number.isFinite(max) ? `from ${min} to ${max}` : `from ${min} on`;

function alarmLine(kind: MonitorKind, siblings: Siblings): string[] {
  const strategy = kind.defaultStrategy?.(paramsOf(kind, siblings));
  if (strategy) return [`Without a \`strategy\` it alarms by ${code(flowText(strategy))}`];
  return kind.doc.includes('only observes') ? [] : ['Without a `strategy` it only observes'];
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
