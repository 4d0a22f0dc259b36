import type { MeasuredFacts } from '../../core/spec/sample-facts.ts';
import { withDefaults } from '../../core/spec/schema.ts';
import { findStrategy } from '../../core/strategies/index.ts';
import type { MonitorFacts } from '../model/facts.ts';
import { type AlarmRate, alarmRate } from './kit/alarm-rate.ts';
import type { Rule, RuleContext, RuleExample, RuleFinding } from './kit/rule.ts';
import { keySpan, lifecycleMs, measuredBy, spanOf } from './kit/sample-of.ts';
import { type StrategyInUse, strategiesInUse } from './kit/strategies-in-use.ts';

const weekMs = 7 * 86_400_000;

/** More false alarms a week than this are told, one a day; more than one an hour are a warning. */
const tolerable = 7;
const unbearable = 7 * 24;

/** P-values of 200 tests that find nothing, one a minute, in an order that follows no rule. */
const files = {
  'e.ndjson': Array.from({ length: 200 }, (_, at) => {
    const timestamp = new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();
    const p_value = (((at * 43) % 200) + 0.5) / 200;
    return `${JSON.stringify({ type: 'drift_detected', model_id: 'm', drift_score: 0, p_value, timestamp })}\n`;
  }).join(''),
};
const drift = (rest: string): RuleExample => ({
  text: `preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: drift, ${rest} }\n`,
  files,
});

/** A strategy that by its own parameters alarms again and again while nothing is wrong. */
export const noisyAlarm: Rule = {
  id: 'noisy-alarm',
  severity: 'info',
  needsData: true,
  title: 'Alarm that goes off by chance',
  isPerMonitor: true,
  doc:
    'Every test is wrong now and then; how often a week follows from its level and from how many values there are. ' +
    'Worked out for `p_value`, `z_score`, `shewhart` with a given baseline, `ewma_chart` and `cusum`, at the rate of the events of `preview.events`, where ' +
    'these have at least 100 values and do not speak against what the formula assumes; a monitor with `for` is left out. ' +
    'Counted is how often an alarm begins, as `repeat: once` does; `repeat: every` tells of more. ' +
    'More than one false alarm a day is told, more than one an hour is a warning. Take a stricter limit, or `cooldown`.',
  good: [
    drift('threshold: 0.0001'),
    drift('threshold: 0.05, for: 10m'),
    drift('threshold: 0.01, cooldown: 7d'),
    { text: '- { kind: drift, threshold: 0.05 }\n' },
  ],
  bad: [
    {
      ...drift('threshold: 0.05'),
      marks: '0.05',
      message:
        'About 480 false alarms a week at the rate of the sample (assumes p-values of tests that find nothing, independent of each other)',
    },
    { ...drift('strategy: { type: p_value, threshold: 0.01 }'), marks: '0.01' },
  ],
  check(context) {
    const { sample } = context.resolution;
    const span = sample && spanOf(sample);
    if (!sample || span === undefined) return [];
    const named = strategiesInUse(context).flatMap((use) => ofUse(use, span, context));
    return [...named, ...context.config.facts.monitors.flatMap((facts) => ofDefault(facts, span, context))];
  },
};

function ofUse(
  { monitor, strategy, place }: StrategyInUse,
  span: number,
  context: RuleContext,
): RuleFinding[] {
  const { definition, params } = strategy;
  if (!definition || !params) return [];
  const found = finding(definition.id, params, monitor, span, context);
  return found ? [{ ...place(found.key), ...found.said }] : [];
}

/** A monitor that names no strategy may alarm all the same. */
function ofDefault(monitor: MonitorFacts, span: number, context: RuleContext): RuleFinding[] {
  const { kind, measures, strategies } = monitor;
  const config = strategies.length === 0 && measures ? kind?.defaultStrategy?.(measures.params) : undefined;
  const definition = config && findStrategy(config.type);
  if (!config || !definition) return [];
  const found = finding(definition.id, withDefaults(definition.params, config), monitor, span, context);
  return found ? [{ span: keySpan(monitor, found.key), ...found.said }] : [];
}

function finding(
  type: string,
  params: Readonly<Record<string, unknown>>,
  monitor: MonitorFacts,
  span: number,
  context: RuleContext,
) {
  if (lifecycleMs(context.config, monitor, 'for') > 0) return undefined;
  const pause = Math.max(
    ...['cooldown', 'keep_firing_for'].map((key) => lifecycleMs(context.config, monitor, key)),
  );
  const rates = measuredBy(context, monitor).flatMap((measured) => {
    const rate = alarmRate(type, params, measured);
    return rate ? [{ rate, perWeek: perWeek(rate, measured, span, pause) }] : [];
  });
  const count = rates.reduce((sum, one) => sum + one.perWeek, 0);
  const [first] = rates;
  return first && count > tolerable
    ? { key: first.rate.key, said: said(first.rate, count, rates.length) }
    : undefined;
}

/** Alarms in a week; after each the monitor keeps quiet, or goes on firing, for a while. */
function perWeek({ share }: AlarmRate, { values }: MeasuredFacts, span: number, pauseMs: number): number {
  const perMs = (share * values.count) / span;
  return (weekMs * perMs) / (1 + perMs * pauseMs);
}

function said(
  { assumption }: AlarmRate,
  count: number,
  models: number,
): Pick<RuleFinding, 'message' | 'severity'> {
  const each = models > 1 ? ` per model, ${rounded(count)} of all ${models},` : '';
  const message = `About ${rounded(count / models)} false alarms a week${each} at the rate of the sample (assumes ${assumption})`;
  return { message, severity: count > unbearable ? 'warning' : 'info' };
}

const rounded = (count: number) => Number(count.toPrecision(2)).toLocaleString('en-US');
