import { monitorKinds } from '../../core/metrics/index.ts';
import { durationMs } from '../../core/spec/duration.ts';
import type { Finding } from '../finding.ts';
import type { MonitorFacts, PolicyFacts } from '../model/facts.ts';
import { firstLineOf } from '../syntax/lines.ts';
import { overlap, pairOf } from '../syntax/tree.ts';
import { code, enumerate } from '../validate/wording.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';

const ownStrategy = enumerate(
  monitorKinds.filter(({ defaultStrategy }) => defaultStrategy).map(({ id }) => code(id)),
  'and',
);

/** A retraining policy that waits for alerts which cannot come, or not together. */
export const retrainingNeverDue: Rule = {
  id: 'retraining-never-due',
  severity: 'warning',
  title: 'Retraining that is never due',
  doc:
    `A monitor without a \`strategy\` only observes, unless its kind has a strategy of its own (${ownStrategy}): it never ` +
    'alerts, so a policy that waits for it never requests a retraining. And `within: 0s` ' +
    'counts alerts of the same instant only, of which there is hardly more than one per monitor. Give the monitor a ' +
    'strategy, or the policy the time in which the alerts are to come.',
  good: [
    { text: 'monitors: [{ kind: drift }]\nretraining: [{ on: [drift] }]\n' },
    { text: 'monitors: [{ kind: drift }, { kind: latency }]\nretraining: [{ on: [drift, latency] }]\n' },
    { text: 'monitors: [{ kind: drift }]\nretraining: [{ min_alerts: 3, within: 1h }]\n' },
    {
      text: 'monitors: [{ kind: drift }, { kind: accuracy_drift }]\nretraining: [{ min_alerts: 2, within: 0s }]\n',
    },
  ],
  bad: [
    {
      text: 'monitors: [{ kind: drift }, { kind: latency }]\nretraining: [{ on: [latency] }]\n',
      marks: 'latency',
      message:
        '`latency` has no strategy and never alerts, so a retraining is never requested; give it a `strategy`',
    },
    {
      text: 'monitors: [{ kind: feature_drift, field: x, measure: wasserstein, preset: scipy }]\nretraining: [{ on: [feature_drift] }]\n',
      marks: 'feature_drift',
    },
    {
      text: 'monitors: [{ kind: drift }, { kind: latency }]\nretraining:\n  - on: [drift, latency]\n    when: all\n',
      marks: 'latency',
      message:
        '`latency` has no strategy and never alerts, so that `all` never have; give it a `strategy`, or leave it out',
    },
    {
      text: 'monitors: [{ kind: latency }]\nretraining:\n  - cooldown: 1h\n',
      marks: 'cooldown: 1h',
      message:
        'No monitor has a strategy and alerts, so a retraining is never requested; give one a `strategy`',
    },
    {
      text: 'monitors: [{ kind: drift }]\nretraining: [{ min_alerts: 3, within: 0s }]\n',
      marks: '0s',
      message:
        '`within` 0 counts alerts of the same instant only, and 1 monitor hardly gives 3 at once; give it a time such as `1h`, or leave it out',
    },
  ],
  check: ({ config }) => {
    const { monitors, policies } = config.facts;
    if (!config.isWhole || monitors.length === 0 || policies.length === 0) return [];
    const errors = config.findings.filter(({ severity }) => severity === 'error');
    const alerting = new Set(monitors.filter((monitor) => mayAlert(monitor, errors)).map(({ id }) => id));
    const ids = new Set(monitors.map(({ id }) => id));
    return policies.flatMap((policy) => {
      const silent = ofSilentMonitors(policy, ids, alerting, config.text);
      return silent.length > 0 ? silent : ofNoTime(policy, ids);
    });
  },
};

/** Whether a monitor has, or may be meant to have, something that alarms. */
function mayAlert({ kind, metric, measures, node }: MonitorFacts, errors: readonly Finding[]): boolean {
  if (!kind || !metric || !measures || pairOf(node, 'strategy')) return true;
  if (kind.defaultStrategy?.(measures.params)) return true;
  // A key that is wrong may be a misspelt `strategy`.
  return errors.some(({ span }) => overlap(span, node));
}

function ofSilentMonitors(
  { on, node, config }: PolicyFacts,
  ids: ReadonlySet<string>,
  alerting: ReadonlySet<string>,
  text: string,
): RuleFinding[] {
  if (!node || !config) return [];
  const silent = on.filter((reference) => ids.has(reference.text) && !alerting.has(reference.text));
  if (config['when'] === 'all') {
    const because = 'has no strategy and never alerts, so that `all` never have; give it a `strategy`';
    if (config['on'])
      return silent.map((found) => ({
        span: found.span,
        message: `${code(found.text)} ${because}, or leave it out`,
      }));
    const [first] = [...ids].filter((id) => !alerting.has(id));
    const all = pairOf(node, 'when')?.value;
    return first !== undefined && all
      ? [{ span: all, message: `${code(first)} ${because}, or name the others under \`on\`` }]
      : [];
  }
  if (config['on'] === undefined) {
    if (alerting.size > 0) return [];
    const message =
      'No monitor has a strategy and alerts, so a retraining is never requested; give one a `strategy`';
    return [{ span: firstLineOf(text, node), message }];
  }
  if (silent.length < on.length) return [];
  const because =
    'has no strategy and never alerts, so a retraining is never requested; give it a `strategy`';
  return silent.map(({ span, text: id }) => ({ span, message: `${code(id)} ${because}` }));
}

/** More alerts at one instant than there are monitors that count. */
function ofNoTime({ on, node, config }: PolicyFacts, ids: ReadonlySet<string>): RuleFinding[] {
  const within = config?.['within'];
  const place = node && pairOf(node, 'within')?.value;
  if (within === undefined || !place || durationMs(within as string | number) !== 0) return [];
  const least = Number(config?.['min_alerts']);
  const monitors = config?.['on'] ? on.length : ids.size;
  if (least <= monitors) return [];
  const message = `\`within\` 0 counts alerts of the same instant only, and ${monitors} monitor${monitors === 1 ? ' hardly gives' : 's hardly give'} ${least} at once; give it a time such as \`1h\`, or leave it out`;
  return [{ span: place, message }];
}
