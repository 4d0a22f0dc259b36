import { durationMs } from '../../core/spec/duration.ts';
import { ksExactEqual } from '../../core/stats/ks-exact.ts';
import type { MonitorFacts, StrategyFacts } from '../model/facts.ts';
import { pairOf } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import { changeTo, fixesFrom } from './kit/fix.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';
import { parameterSpan, strategiesWritten } from './kit/strategies-in-use.ts';

/** A window that cannot hold what it is to hold. */
export const windowTooSmall: Rule = {
  id: 'window-too-small',
  severity: 'warning',
  title: 'Window too small for its purpose',
  isPerMonitor: true,
  doc:
    '`kswin` compares the newest `stat_size` values with as many older ones of the window: more than half of ' +
    '`window_size` counts as half. And with very few values not even the greatest difference is significant, so that ' +
    'it never alarms. An `aggregate` over one value is no statistic: it is the value itself; so is one over no time, `0s`.',
  good: [
    { text: '- kind: error\n  strategy: { type: kswin }\n' },
    { text: '- kind: error\n  strategy: { type: kswin, window_size: 60, stat_size: 30 }\n' },
    { text: '- kind: error\n  strategy: { type: kswin, stat_size: 5, alpha: 0.01 }\n' },
    { text: '- kind: metric\n  metric: x\n  aggregate: p95\n  window: 1s\n' },
    { text: '- kind: metric\n  metric: x\n  aggregate: ema\n  window: 1\n' },
  ],
  bad: [
    {
      text: '- kind: error\n  strategy: { type: kswin, window_size: 50, stat_size: 30 }\n',
      marks: '30',
      fix: 'Change to `25`',
      message:
        '`stat_size` 30 counts as 25, half of `window_size` 50; make the window at least 60, or this at most 25',
    },
    {
      text: '- kind: error\n  strategy: { type: kswin, stat_size: 5 }\n',
      marks: '5',
      message:
        'This never alarms: with 5 values the smallest possible p-value is 0.00794, more than `alpha` 0.005; compare more values',
    },
    { text: '- kind: error\n  strategy: { type: kswin, window_size: 10 }\n', marks: '10' },
    {
      text: '- kind: metric\n  metric: x\n  aggregate: median\n  window: 1\n',
      marks: '1',
      message:
        'The `median` of one value is the value itself; make the window longer, or leave `aggregate` out',
    },
    { text: '- kind: metric\n  metric: x\n  aggregate: count\n  window: 1\n', marks: '1' },
    {
      text: '- kind: metric\n  metric: x\n  aggregate: mean\n  window: 0s\n',
      marks: '0s',
      message:
        'A window of `0s` holds one value, and the `mean` of one is the value itself; make the window longer, or leave `aggregate` out',
    },
  ],
  check: (context) => [
    ...strategiesWritten(context).flatMap(ofKswin),
    ...context.config.facts.monitors.flatMap(ofAggregate),
  ],
};

function ofKswin(strategy: StrategyFacts): RuleFinding[] {
  const { definition, params, config } = strategy;
  if (definition?.id !== 'kswin' || !params) return [];
  const window = Number(params['window_size']);
  const asked = Number(params['stat_size']);
  const alpha = Number(params['alpha']);
  const compared = Math.min(asked, Math.floor(window / 2));
  const smallest = ksExactEqual(compared, compared);
  if (smallest > alpha) {
    const span = parameterSpan(strategy, compared < asked ? 'window_size' : 'stat_size');
    const p = Number(smallest.toPrecision(3));
    const message = `This never alarms: with ${compared} values the smallest possible p-value is ${p}, more than \`alpha\` ${alpha}; compare more values`;
    return [{ span, message }];
  }
  // Where the file leaves it to the default, it asks for nothing that it does not get.
  if (compared === asked || config['stat_size'] === undefined) return [];
  const message = `\`stat_size\` ${asked} counts as ${compared}, half of \`window_size\` ${window}; make the window at least ${2 * asked}, or this at most ${compared}`;
  const span = parameterSpan(strategy, 'stat_size');
  return [{ span, message, ...fixesFrom(changeTo(span, String(compared), true)) }];
}

function ofAggregate({ kind, metric, node }: MonitorFacts): RuleFinding[] {
  if (kind?.id !== 'metric' || !metric) return [];
  const aggregate = pairOf(node, 'aggregate')?.value;
  const window = pairOf(node, 'window')?.value;
  if (aggregate?.kind !== 'scalar' || aggregate.value === 'ema') return [];
  if (window?.kind !== 'scalar' || !holdsOne(window.value)) return [];
  const result = aggregate.value === 'count' ? 'always 1' : 'the value itself';
  const words =
    window.value === 1
      ? `The \`${aggregate.value}\` of one value is`
      : `A window of ${code(String(window.value))} holds one value, and the \`${aggregate.value}\` of one is`;
  const message = `${words} ${result}; make the window longer, or leave \`aggregate\` out`;
  return [{ span: window, message }];
}

/** Over no time all values have left but the newest. */
const holdsOne = (window: unknown) =>
  window === 1 || (typeof window === 'string' && durationMs(window) === 0);
