import { formatDuration } from '../../core/spec/duration.ts';
import type { MeasuredFacts, SampleFacts } from '../../core/spec/sample-facts.ts';
import { readsSnapshots } from './for-shorter-than-sampling.ts';
import type { Rule, RuleContext } from './kit/rule.ts';
import { runtimeDuration } from './kit/timing.ts';

/** Samples that come faster than they are taken. */
export const pollingTooSlow: Rule = {
  id: 'polling-too-slow',
  severity: 'warning',
  needsData: true,
  title: 'Polling slower than the samples come',
  doc:
    'With `polling_interval` a monitor takes one sample per interval. Where they come faster they queue, and alerts come ' +
    'later and later. Said where `sampling_interval` gives the pace of snapshots, or where the sample events show how fast ' +
    'they come. Poll faster, or thin the metric out with an `aggregate`.',
  good: [
    {
      text: 'runtime: { polling_interval: 10s, sampling_interval: 30s }\nmonitors: [{ kind: confidence }]\n',
    },
    { text: 'runtime: { polling_interval: 1m, sampling_interval: 30s }\nmonitors: [{ kind: latency }]\n' },
    { text: 'runtime: { polling_interval: 1m }\nmonitors: [{ kind: confidence }]\n' },
  ],
  bad: [
    {
      text: 'runtime: { polling_interval: 1m, sampling_interval: 30s }\nmonitors: [{ kind: confidence }]\n',
      marks: '1m',
      message:
        'Snapshots come every 30s (`sampling_interval`), and `confidence` takes one per 1m: after an hour, alerts are 30m late',
    },
  ],
  check(context) {
    const polling = runtimeDuration(context.config, 'polling_interval');
    if (!polling || polling.value === 0) return [];
    const reason = bySnapshots(context, polling.value) ?? bySample(context, polling.value);
    return reason === undefined ? [] : [{ span: polling.node, message: reason }];
  },
};

function bySnapshots({ config }: RuleContext, pollingMs: number): string | undefined {
  const sampling = runtimeDuration(config, 'sampling_interval');
  const monitor = config.facts.monitors.find(readsSnapshots);
  if (!sampling || sampling.value === 0 || !monitor || pollingMs <= sampling.value) return undefined;
  const late = 3_600_000 * (1 - sampling.value / pollingMs);
  return `Snapshots come every ${formatDuration(sampling.value)} (\`sampling_interval\`), and \`${monitor.id}\` takes one per ${formatDuration(pollingMs)}: after an hour, alerts are ${formatDuration(late)} late`;
}

/** Of the monitors that fall behind on the sample, the one that does so most. */
function bySample({ resolution: { sample } }: RuleContext, pollingMs: number): string | undefined {
  if (!sample?.isWhole) return undefined;
  const late = (measured: MeasuredFacts) => latenessMs(measured, sample, pollingMs);
  const [worst] = sample.monitors.toSorted((a, b) => late(b) - late(a));
  if (!worst || late(worst) <= pollingMs) return undefined;
  return `On the sample events \`${worst.id}\` falls behind: ${worst.values.count.toLocaleString('en-US')} values, one taken per ${formatDuration(pollingMs)}, so alerts come late, and where the queue of 1,024 is full events may be lost`;
}

/** How late the last sample is taken at the least: so many intervals after the first event, less all the time there is. */
function latenessMs({ values }: MeasuredFacts, { from, to }: SampleFacts, pollingMs: number): number {
  return from === undefined || to === undefined ? 0 : (values.count - 1) * pollingMs - (to - from);
}
