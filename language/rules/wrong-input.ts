import type { MetricInfo } from '../../core/spec/metric.ts';
import type { MonitorFacts, StrategyFacts } from '../model/facts.ts';
import { type MapNode, pairOf } from '../syntax/tree.ts';
import type { Rule } from './kit/rule.ts';
import { strategiesInUse } from './kit/strategies-in-use.ts';

/** A strategy for values of one sort on a metric of another. */
export const wrongInput: Rule = {
  id: 'wrong-input',
  severity: 'warning',
  title: 'Strategy for other values',
  isPerMonitor: true,
  doc:
    '`ddm` and `eddm` want zeros and ones where 1 is an error, `hddm_a` and `hddm_w` values between 0 and 1, and ' +
    '`p_value` p-values. On other values they still compute, but what they say means nothing. For 0/1 errors use the ' +
    'kind `error`; for other metrics a fixed bound, or `adwin` on raw values (kind `metric`): an average such as that of ' +
    '`latency` or `accuracy` moves slowly, which a detector of changes takes for change after change. Of the kind `metric` nothing is known, ' +
    'and nothing is said.',
  good: [
    { text: '- kind: error\n  strategy: { type: ddm }\n' },
    { text: '- kind: accuracy\n  strategy: { type: hddm_a }\n' },
    { text: '- kind: error\n  strategy: { type: rolling_z_score }\n' },
    { text: '- kind: latency\n  strategy: { type: rolling_z_score, robust: true }\n' },
    { text: '- kind: failure_rate\n  window: 1\n  strategy: { type: eddm }\n' },
    {
      text: '- kind: metric\n  metric: x\n  strategy: [{ type: ddm }, { type: hddm_w }, { type: p_value }]\n',
    },
    { text: '- kind: drift\n  strategy: { type: p_value, threshold: 0.01 }\n' },
  ],
  bad: [
    {
      text: '- kind: latency\n  strategy: { type: ddm }\n',
      marks: 'ddm',
      message:
        '`ddm` wants 0/1 values where 1 is an error, which `latency_ms_ewma` is not; use it with the kind `error`, or `static` here; `adwin` suits the raw values (kind `metric`)',
    },
    { text: '- kind: accuracy\n  strategy: { type: eddm }\n', marks: 'eddm' },
    {
      text: '- kind: error\n  strategy: { type: rolling_z_score, robust: true }\n',
      marks: 'rolling_z_score',
      message:
        '`rolling_z_score` with `robust` wants values that vary: of zeros and ones the median deviation is mostly 0, and every rarer one alarms; leave `robust` out, or use `ddm`',
    },
    {
      text: '- kind: accuracy_drift\n  strategy: { type: hddm_w }\n',
      marks: 'hddm_w',
      message:
        '`hddm_w` wants values between 0 and 1, and `accuracy_drift` can be less than 0; use `adwin` here',
    },
    {
      text: '- kind: confidence\n  strategy: { type: p_value }\n',
      marks: 'p_value',
      message:
        '`p_value` wants p-values, which `confidence_mean` is not; use `threshold` to alarm below a fixed bound',
    },
    {
      text: 'monitors: [{ kind: latency, strategy: rise }]\nstrategies: { "rise": { type: hddm_a } }\n',
      marks: 'rise',
    },
  ],
  check: (context) =>
    strategiesInUse(context).flatMap(({ monitor, strategy, place }) => {
      const reason = mismatch(monitor, strategy);
      return reason === undefined
        ? []
        : [{ ...place('type'), message: `\`${strategy.config.type}\` ${reason}` }];
    }),
};

/** What the strategy wants that the metric is not; undefined where it is, or may be. */
function mismatch({ kind, metric, node }: MonitorFacts, strategy: StrategyFacts): string | undefined {
  if (!kind || !metric || kind.id === 'metric') return undefined;
  return wishes[strategy.definition?.id ?? '']?.(metric, { kind: kind.id, monitor: node, strategy });
}

interface Place {
  readonly kind: string;
  readonly monitor: MapNode;
  readonly strategy: StrategyFacts;
}

type Wish = (metric: MetricInfo, place: Place) => string | undefined;

/** Neighbouring values of these share what they are taken of, and wander without any change. */
const smoothed: readonly string[] = [
  'latency',
  'accuracy',
  'confidence',
  'latency_percentile',
  'failure_rate',
  'prediction_drift',
  'feature_drift',
];

const insteadOf = (kind: string) =>
  smoothed.includes(kind) ? '`static` here; `adwin` suits the raw values (kind `metric`)' : '`adwin` here';

const errors: Wish = ({ name, values }, { monitor, kind }) => {
  // A share of one row is 0 or 1.
  const window = pairOf(monitor, 'window')?.value;
  if (values === 'binary' || (window?.kind === 'scalar' && window.value === 1)) return undefined;
  return `wants 0/1 values where 1 is an error, which \`${name}\` is not; use it with the kind \`error\`, or ${insteadOf(kind)}`;
};

const shares: Wish = ({ name, range: [min, max] }, { kind }) => {
  if (min >= 0 && max <= 1) return undefined;
  const beyond = max > 1 ? 'more than 1' : 'less than 0';
  return `wants values between 0 and 1, and \`${name}\` can be ${beyond}; use ${insteadOf(kind)}`;
};

const wishes: Readonly<Record<string, Wish>> = {
  ddm: errors,
  eddm: errors,
  hddm_a: shares,
  hddm_w: shares,
  rolling_z_score: ({ values }, { strategy }) =>
    values === 'binary' && strategy.params?.['robust'] === true
      ? 'with `robust` wants values that vary: of zeros and ones the median deviation is mostly 0, and every rarer one ' +
        'alarms; leave `robust` out, or use `ddm`'
      : undefined,
  p_value: ({ name, values }) =>
    values === 'p-value'
      ? undefined
      : `wants p-values, which \`${name}\` is not; use \`threshold\` to alarm below a fixed bound`,
};
