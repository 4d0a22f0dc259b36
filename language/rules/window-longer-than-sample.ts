import type { Reference } from '../../core/metrics/reference.ts';
import { durationMs, formatDuration } from '../../core/spec/duration.ts';
import type { Filling } from '../../core/spec/metric.ts';
import type { SampleFacts } from '../../core/spec/sample-facts.ts';
import { findPreset } from '../../core/stats/measures/index.ts';
import type { MonitorFacts } from '../model/facts.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import {
  comparedField,
  grouped,
  keySpan,
  measuredBy,
  mostValues,
  spanOf,
  unmeasuredBy,
} from './kit/sample-of.ts';

const events = [0, 1, 2, 3]
  .map(
    (at) => `{"type":"metric_sample","metric":"gpu","value":${at},"timestamp":"2026-01-01T00:0${at}:00Z"}\n`,
  )
  .join('');
const files = { 'e.ndjson': events };
const metric = 'preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: metric, metric: gpu, aggregate: mean';

const eight = '12344321'.replaceAll(
  /./g,
  (value) =>
    `{"type":"inference_record","model_version":"1","predicted_label":"a","latency_ms":1,"created_at":0,"metadata":{"x":${value}}}\n`,
);
const distance =
  'preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: feature_drift, field: metadata.x, measure: ks';

/** A window that the sample never fills. */
export const windowLongerThanSample: Rule = {
  id: 'window-longer-than-sample',
  severity: 'info',
  needsData: true,
  title: 'Window longer than the sample',
  isPerMonitor: true,
  doc:
    'A `window` that the events of `preview.events` never fill shows something else in the preview than in production: ' +
    'a statistic over fewer values, which moves more. `prediction_drift` and `feature_drift` give no value at all before their ' +
    'window is full of values behind the reference, which without `reference` is as long: that is a warning. Take a longer sample, or a shorter window.',
  good: [
    { text: `${metric}, window: 4 }\n`, files },
    { text: `${metric}, window: 3m }\n`, files },
    { text: `${metric}, window: 5 }\n` },
    { text: `${metric.replace(', aggregate: mean', '')}, window: 5 }\n`, files },
    { text: `${distance}, window: 4, reference: { first: 4 } }\n`, files: { 'e.ndjson': eight } },
    { text: `${distance}, window: 4 }\n`, files: { 'e.ndjson': eight } },
    {
      text: `${distance}, window: 8, reference: { events: old.csv } }\n`,
      files: { 'e.ndjson': eight, 'old.csv': '' },
    },
  ],
  bad: [
    {
      text: `${metric}, window: 5 }\n`,
      files,
      marks: '5',
      message: 'On the sample this window is never full: it takes 5 values, and there are 4',
    },
    {
      text: `${metric}, window: 1h }\n`,
      files,
      marks: '1h',
      message: 'On the sample this window is never full: it takes 1h, and the events span 3m',
    },
    {
      text: `${distance}, window: 5 }\n`,
      files: { 'e.ndjson': eight },
      marks: '5',
      message:
        'On the sample this gives no value: the reference takes 5 values and the window as many behind them, and there are 8',
    },
    {
      text: `${distance}, window: 5, reference: { first: 4 } }\n`,
      files: { 'e.ndjson': eight },
      marks: '5',
      message:
        'On the sample this gives no value: the window takes 5 values, and behind the reference there are 4',
    },
    {
      text: `${distance}, window: 9, reference: { events: old.csv } }\n`,
      files: { 'e.ndjson': eight, 'old.csv': '' },
      marks: '9',
      message: 'On the sample this gives no value: the window takes 9 values, and there are 8',
    },
  ],
  check(context) {
    const { sample } = context.resolution;
    // Of events that were not read nobody knows how many there are.
    if (!sample?.isWhole) return [];
    return context.config.facts.monitors.flatMap((monitor) => ofMonitor(monitor, sample, context));
  },
};

function ofMonitor(monitor: MonitorFacts, sample: SampleFacts, context: RuleContext): RuleFinding[] {
  if (onlyFull.includes(monitor.kind?.id ?? '')) return ofComparison(monitor, sample, context);
  const most = mostValues(measuredBy(context, monitor));
  const window = monitor.measures?.params['window'];
  if (most === 0 || !isLookedAt(monitor)) return [];
  const reason = typeof window === 'number' ? byCount(window, most) : byTime(window, sample);
  if (reason === undefined) return [];
  return [
    {
      span: keySpan(monitor, 'window'),
      message: `On the sample this window is never full: it takes ${reason}`,
    },
  ];
}

/** A comparison that never begins. */
function ofComparison(monitor: MonitorFacts, sample: SampleFacts, context: RuleContext): RuleFinding[] {
  const filling = unmeasuredBy(context, monitor)?.filling;
  // A field that no event has, or none that can be compared, is another mistake.
  if (!filling || !isComparable(monitor, sample)) return [];
  const params = monitor.measures?.params ?? {};
  const window = Number(params['window']);
  const reason = comparisonReason(params['reference'] as Reference | undefined, window, filling);
  if (reason === undefined) return [];
  const most = sample.models.length > 1 ? ' on any one model' : '';
  const message = `On the sample this gives no value: ${reason}${most}`;
  return [{ span: keySpan(monitor, 'window'), message, severity: 'warning' }];
}

function isComparable(monitor: MonitorFacts, sample: SampleFacts): boolean {
  const { measure, preset } = monitor.measures?.params ?? {};
  const takesText = findPreset(String(measure), String(preset))?.ofCategories !== undefined;
  const fields = comparedField(monitor, sample);
  return fields.length > 0 && (takesText || fields.every(({ texts }) => !texts));
}

function comparisonReason(
  reference: Reference | undefined,
  window: number,
  { reference: before, current, isSettled }: Filling,
): string | undefined {
  if (!reference) {
    const all = before + current;
    const taken = `the reference takes ${grouped(window)} values and the window as many behind them`;
    return all < 2 * window ? `${taken}, and there are ${grouped(all)}` : undefined;
  }
  const isRead = reference.events === undefined;
  if (current >= window || (isRead && (!isSettled || before === 0))) return undefined;
  const there = isRead
    ? `behind the reference there are ${grouped(current)}`
    : `there are ${grouped(current)}`;
  return `the window takes ${grouped(window)} values, and ${there}`;
}

/** Kinds that give values only while their window is full. */
const onlyFull = ['prediction_drift', 'feature_drift'];

/** Without an `aggregate` that looks back there is no window, whatever stands there. */
function isLookedAt({ kind, measures }: MonitorFacts): boolean {
  const aggregate = measures?.params['aggregate'];
  return kind?.id !== 'metric' || (aggregate !== undefined && aggregate !== 'ema');
}

const byCount = (window: number, most: number) =>
  window > most ? `${grouped(window)} values, and there are ${grouped(most)}` : undefined;

function byTime(window: unknown, sample: SampleFacts): string | undefined {
  const span = spanOf(sample);
  const ms = typeof window === 'string' ? durationMs(window) : Number.NaN;
  if (span === undefined || !(ms > span)) return undefined;
  return `${formatDuration(ms)}, and the events span ${formatDuration(span)}`;
}
