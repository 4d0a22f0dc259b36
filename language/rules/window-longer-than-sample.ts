import { durationMs, formatDuration } from '../../core/spec/duration.ts';
import type { SampleFacts } from '../../core/spec/sample-facts.ts';
import type { MonitorFacts } from '../model/facts.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { keySpan, measuredBy, mostValues, spanOf } from './kit/sample-of.ts';

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
  title: 'Window longer than the sample',
  doc:
    'A `window` that the events of `preview.events` never fill shows something else in the preview than in production: ' +
    'a statistic over fewer values, which moves more. Take a longer sample, or a shorter window.',
  good: [
    { text: `${metric}, window: 4 }\n`, files },
    { text: `${metric}, window: 3m }\n`, files },
    { text: `${metric}, window: 5 }\n` },
    { text: `${metric.replace(', aggregate: mean', '')}, window: 5 }\n`, files },
    { text: `${distance}, window: 4, reference: { first: 4 } }\n`, files: { 'e.ndjson': eight } },
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
  ],
  check(context) {
    const { sample } = context.resolution;
    // Of events that were not read nobody knows how many there are.
    if (!sample?.isWhole) return [];
    return context.config.facts.monitors.flatMap((monitor) => ofMonitor(monitor, sample, context));
  },
};

function ofMonitor(monitor: MonitorFacts, sample: SampleFacts, context: RuleContext): RuleFinding[] {
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

/** Kinds that give values only while their window is full; where there is a value, it was. */
const onlyFull = ['prediction_drift', 'feature_drift'];

/** Without an `aggregate` that looks back there is no window, whatever stands there. */
function isLookedAt({ kind, measures }: MonitorFacts): boolean {
  if (onlyFull.includes(kind?.id ?? '')) return false;
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

const grouped = (count: number) => count.toLocaleString('en-US');
