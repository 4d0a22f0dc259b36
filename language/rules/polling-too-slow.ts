import { queueCapacity } from '../../core/simulate/production-loop.ts';
import { durationMs, formatDuration } from '../../core/spec/duration.ts';
import type { SampleFacts } from '../../core/spec/sample-facts.ts';
import type { MonitorFacts } from '../model/facts.ts';
import type { ReadConfig } from '../model/read-config.ts';
import { pairOf } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import { readsSnapshots } from './for-shorter-than-sampling.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { grouped, measuredBy, spanOf } from './kit/sample-of.ts';
import { runtimeDuration, sectionOf } from './kit/timing.ts';

/** A value each second, for some minutes. */
const minutes = (count: number) => ({
  'e.ndjson': Array.from({ length: 60 * count }, (_, at) => {
    const timestamp = new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString();
    return `${JSON.stringify({ type: 'metric_sample', metric: 'gpu', value: at, timestamp })}\n`;
  }).join(''),
});
const polled = (interval: string) =>
  `runtime: { polling_interval: ${interval} }\npreview: { events: [e.ndjson] }\nmonitors: [{ kind: metric, metric: gpu, id: gpu }]\n`;

/** Samples that come faster than they are taken. */
export const pollingTooSlow: Rule = {
  id: 'polling-too-slow',
  severity: 'warning',
  needsData: true,
  title: 'Polling slower than the samples come',
  doc:
    'With `polling_interval` a monitor takes one sample per interval. Where they come faster they queue, and alerts come ' +
    'later and later. Said where `sampling_interval` gives the pace of snapshots, or where the sample events show how fast ' +
    'they come; then how late alerts are, or how many events are lost, is worked out for values at an even pace. Poll faster, or thin the metric out with an `aggregate`. ' +
    'And a `silence` is looked for on ticks only: with a `tick_interval` longer than its `max_gap` it may be over before the next.',
  good: [
    {
      text: 'runtime: { polling_interval: 10s, sampling_interval: 30s }\nmonitors: [{ kind: confidence }]\n',
    },
    { text: 'runtime: { polling_interval: 1m, sampling_interval: 30s }\nmonitors: [{ kind: latency }]\n' },
    { text: 'runtime: { polling_interval: 1m }\nmonitors: [{ kind: confidence }]\n' },
    { text: polled('1s'), files: minutes(1) },
    {
      text: 'runtime: { tick_interval: 5m }\nmonitors: [{ kind: silence }, { kind: silence, max_gap: 1m, strategy: { type: adwin } }]\n',
    },
    { text: 'runtime: { tick_interval: 10m }\nmonitors: [{ kind: latency }]\n' },
  ],
  bad: [
    {
      text: 'runtime: { polling_interval: 1m, sampling_interval: 30s }\nmonitors: [{ kind: confidence }]\n',
      marks: '1m',
      message:
        'Snapshots come every 30s (`sampling_interval`), and `confidence` takes one per 1m: after an hour, alerts are 30m late',
    },
    {
      text: polled('5s'),
      files: minutes(1),
      marks: '5s',
      message:
        'On the sample `gpu` gets a value per 1s and takes one per 5s: at its end, after 59s, alerts are 3m 56s late',
    },
    {
      text: 'runtime: { tick_interval: 10m }\nmonitors: [{ kind: silence }, { kind: silence, id: short, max_gap: 1m }]\n',
      marks: '10m',
      message:
        'Silences are looked for every 10m only: one longer than the 1m of `short` may pass unseen, up to 11m',
    },
  ],
  check: (context) => [...ofPolling(context), ...ofTicks(context)],
};

function ofPolling(context: RuleContext): RuleFinding[] {
  const polling = runtimeDuration(context.config, 'polling_interval');
  if (!polling || polling.value === 0) return [];
  const { sample } = context.resolution;
  const reason =
    sample && spanOf(sample) !== undefined && sample.isWhole && sample.monitors.length > 0
      ? bySample(context, sample, polling.value)
      : bySnapshots(context, polling.value);
  return reason === undefined ? [] : [{ span: polling.node, message: reason }];
}

/** A silence shows on ticks only, and may be over before the next. Told of the shortest that is looked for. */
function ofTicks({ config }: RuleContext): RuleFinding[] {
  const ticks = runtimeDuration(config, 'tick_interval');
  const gaps = config.facts.monitors.flatMap(({ id, kind, measures, node }) => {
    const isOwn = kind?.id === 'silence' && measures && !pairOf(node, 'strategy');
    const gap = isOwn ? durationMs(measures.params['max_gap'] as string | number) : Number.NaN;
    return gap >= 0 ? [{ id, gap }] : [];
  });
  const [shortest] = gaps.toSorted((a, b) => a.gap - b.gap);
  if (!ticks || !shortest || ticks.value <= shortest.gap) return [];
  const [every, gap, seen] = [ticks.value, shortest.gap, shortest.gap + ticks.value].map(formatDuration);
  const message = `Silences are looked for every ${every} only: one longer than the ${gap} of ${code(shortest.id)} may pass unseen, up to ${seen}`;
  return [{ span: ticks.node, message }];
}

function bySnapshots({ config }: RuleContext, pollingMs: number): string | undefined {
  const sampling = runtimeDuration(config, 'sampling_interval');
  const monitor = config.facts.monitors.find(readsSnapshots);
  if (!sampling || sampling.value === 0 || !monitor || pollingMs <= sampling.value) return undefined;
  const late = 3_600_000 * (1 - sampling.value / pollingMs);
  return `Snapshots come every ${formatDuration(sampling.value)} (\`sampling_interval\`), and \`${monitor.id}\` takes one per ${formatDuration(pollingMs)}: after an hour, alerts are ${formatDuration(late)} late`;
}

/** Of the monitors that fall behind on the sample, the one that does so most. */
function bySample(context: RuleContext, sample: SampleFacts, pollingMs: number): string | undefined {
  const { config } = context;
  const spanMs = spanOf(sample) ?? 0;
  const flows = config.facts.monitors.flatMap((monitor) =>
    measuredBy(context, monitor).map(({ id, values: { count } }) => {
      const arrivals = Math.min(count, mostLooks(monitor, config, spanMs));
      return { id, spanMs, pollingMs, busCapacity: busCapacity(config), arrivals };
    }),
  );
  const [worst] = flows.toSorted((a, b) => latenessMs(b) - latenessMs(a));
  if (!worst || latenessMs(worst) <= pollingMs) return undefined;
  return `On the sample \`${worst.id}\` gets ${pace(worst)} and takes one per ${formatDuration(pollingMs)}: ${outcome(worst)}`;
}

/** What comes to one monitor of one model in the time of the sample. */
interface Flow {
  readonly spanMs: number;
  readonly arrivals: number;
  readonly pollingMs: number;
  readonly busCapacity: number;
}

/** How late the last sample is taken at the least: so many intervals after the first event, less all the time there is. */
const latenessMs = ({ arrivals, pollingMs, spanMs }: Flow) => (arrivals - 1) * pollingMs - spanMs;

/** Snapshots are thinned out before they queue. */
function mostLooks(monitor: MonitorFacts, config: ReadConfig, spanMs: number): number {
  const sampling = runtimeDuration(config, 'sampling_interval')?.value ?? 0;
  return sampling > 0 && readsSnapshots(monitor) ? Math.floor(spanMs / sampling) + 1 : Infinity;
}

function pace({ spanMs, arrivals }: Flow): string {
  const perSecond = (1000 * (arrivals - 1)) / spanMs;
  const rounded = Number(perSecond.toPrecision(2));
  return rounded <= 1
    ? `a value per ${formatDuration(1000 / perSecond)}`
    : `${grouped(rounded)} values a second`;
}

/** What becomes of values that come at an even pace: they queue, then pile up on the bus, then are lost. */
function outcome(flow: Flow): string {
  const { spanMs, arrivals, pollingMs, busCapacity: bus } = flow;
  const excess = (arrivals - 1) / spanMs - 1 / pollingMs;
  const [fullAt, lossAt] = [queueCapacity / excess, (queueCapacity + bus) / excess];
  if (fullAt > spanMs)
    return `at its end, after ${formatDuration(spanMs)}, alerts are ${formatDuration(latenessMs(flow))} late`;
  const full = `the queue of ${grouped(queueCapacity)} is full after ${formatDuration(fullAt)}, and alerts are ${formatDuration(queueCapacity * pollingMs)} late`;
  if (lossAt > spanMs) return full;
  const lost = (spanMs - lossAt) * excess;
  return `${full}; from ${formatDuration(lossAt)} on events are lost, about ${grouped(Number(lost.toPrecision(2)))} of ${grouped(arrivals)}`;
}

/** As `runtime` gives it, or has it by default. */
function busCapacity(config: ReadConfig): number {
  const runtime = sectionOf(config, 'runtime');
  const node = runtime && pairOf(runtime, 'bus_capacity')?.value;
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : defaultBusCapacity;
}

const defaultBusCapacity = 256;
