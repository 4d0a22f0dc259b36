import { formatDuration } from '../../core/spec/duration.ts';
import type { MonitorFacts } from '../model/facts.ts';
import type { ReadConfig } from '../model/read-config.ts';
import { pairOf } from '../syntax/tree.ts';
import { changeTo, fixesFrom } from './kit/fix.ts';
import type { Rule } from './kit/rule.ts';
import { type Given, runtimeDuration, timingOf } from './kit/timing.ts';

/** A `for` that is over before the next sample can come. */
export const forShorterThanSampling: Rule = {
  id: 'for-shorter-than-sampling',
  severity: 'warning',
  title: 'Hold time shorter than the time between samples',
  isPerMonitor: true,
  doc:
    'A breach is looked at again with the next sample. With `polling_interval`, and for metrics snapshots with ' +
    '`sampling_interval`, samples are at least so far apart: a shorter `for` holds the alert back until the next sample, ' +
    'as long as a `for` of the whole interval would. Write the interval, or leave `for` out to alert at once.',
  good: [
    { text: 'runtime: { polling_interval: 30s }\nmonitors: [{ kind: drift, for: 30s }]\n' },
    { text: 'runtime: { sampling_interval: 30s }\nmonitors: [{ kind: latency, for: 10s }]\n' },
    { text: 'monitors: [{ kind: confidence, for: 10s }]\n' },
    { text: 'runtime: { polling_interval: 30s }\nmonitors: [{ kind: drift, for: 0s }]\n' },
  ],
  bad: [
    {
      text: 'runtime: { polling_interval: 30s }\nmonitors: [{ kind: drift, for: 10s }]\n',
      marks: '10s',
      fix: 'Change to `30s`',
      message:
        'With a `polling_interval` of 30s, a `for` of 10s holds an alert back for 30s, until the next sample; write 30s, or leave it out',
    },
    {
      text: 'runtime: { sampling_interval: 1m }\nmonitors: [{ kind: confidence, for: 30 }]\n',
      marks: '30',
      fix: 'Change to `1m`',
      message:
        'With a `sampling_interval` of 1m, a `for` of 30s holds an alert back for 1m, until the next sample; write 1m, or leave it out',
    },
    {
      text: 'runtime: { polling_interval: 1m }\ndefaults: { for: 5s }\nmonitors: [{ kind: drift }, { kind: accuracy_drift }]\n',
      marks: '5s',
      fix: 'Change to `1m`',
    },
  ],
  check({ config }) {
    const found = config.facts.monitors.flatMap((monitor) => {
      const hold = timingOf(monitor, config).for;
      const between = hold && spacing(monitor, config);
      return between && hold.value > 0 && hold.value < between.value ? [{ hold, between }] : [];
    });
    // What stands in `defaults` is one mistake, however many monitors share it.
    const first = found.filter(
      ({ hold }, at) => found.findIndex((other) => other.hold.node === hold.node) === at,
    );
    return first.map(({ hold, between }) => {
      const whole = formatDuration(between.value);
      return {
        span: hold.node,
        message: `With a \`${between.key}\` of ${whole}, a \`for\` of ${formatDuration(hold.value)} holds an alert back for ${whole}, until the next sample; write ${whole}, or leave it out`,
        related: [{ span: between.node, message: 'the interval' }],
        ...fixesFrom(changeTo(hold.node, config.text.slice(between.node.start, between.node.end))),
      };
    });
  },
};

/** The least time between two samples, in milliseconds, with the key that gives it. */
function spacing(monitor: MonitorFacts, config: ReadConfig): (Given<number> & { key: string }) | undefined {
  // Silence is looked for on every tick, whatever is polled.
  if (monitor.kind?.id === 'silence') return undefined;
  const keys = readsSnapshots(monitor) ? ['polling_interval', 'sampling_interval'] : ['polling_interval'];
  const given = keys.flatMap((key) => {
    const found = runtimeDuration(config, key);
    return found ? [{ ...found, key }] : [];
  });
  return given.toSorted((a, b) => b.value - a.value)[0];
}

/** Whether nothing but metrics snapshots gives the monitor its samples. */
export function readsSnapshots({ kind, node }: MonitorFacts): boolean {
  if (kind?.id !== 'metric') return kind?.id === 'confidence' || kind?.id === 'latency_percentile';
  const event = pairOf(node, 'event')?.value;
  return event?.kind === 'scalar' && event.value === 'metrics_snapshot';
}
