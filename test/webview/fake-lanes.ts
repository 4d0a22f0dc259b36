import type { LaneSummary } from '../../protocol/simulation-messages.ts';

type Severity = LaneSummary['severity'];
export type Limit = number | null;

/** One lane of a fake run as told: its values, and the limits that are in force at each. */
export interface FakeLane {
  readonly id: string;
  readonly kind: string;
  readonly metric: string;
  readonly unit: string;
  readonly model?: string;
  readonly strategies: readonly string[];
  readonly severity: Severity;
  /** At most this many points; the run's instants are shared out evenly. */
  readonly points?: number;
  readonly value: (share: number, random: () => number, at: number) => number;
  readonly limits?: (share: number, value: number) => { lower?: Limit; upper?: Limit };
  readonly pendingPoints?: number;
  /** After an alert the next ones are muted for so long. */
  readonly cooldownMs?: number;
}

/** A small generator with a fixed seed, so that every run of a test sees the same picture. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const bell = (random: () => number) => random() + random() + random() + random() - 2;
const within = (share: number, from: number, to: number) => share >= from && share < to;

/** Made anew each time: its average remembers. */
function latency(): FakeLane {
  let average = 31;
  return {
    id: 'latency',
    kind: 'latency',
    metric: 'latency_ms_ewma',
    unit: 'ms',
    strategies: ['slow (static)'],
    severity: 'critical',
    value: (share, random) => {
      const isSlow = within(share, 0.31, 0.345) || within(share, 0.72, 0.79);
      const target = isSlow ? 150 + 40 * bell(random) : 31 + 9 * bell(random);
      average += 0.12 * (target - average);
      return average;
    },
    limits: () => ({ upper: 90 }),
    pendingPoints: 14,
  };
}

const accuracy: FakeLane = {
  id: 'accuracy',
  kind: 'accuracy',
  metric: 'accuracy',
  unit: 'share',
  strategies: ['threshold'],
  severity: 'warning',
  value: (share, random) => {
    const fall = within(share, 0.55, 0.8) ? Math.min(1, (share - 0.55) * 12) * 0.14 : 0;
    return Math.round(Math.min(1, 0.965 - fall + 0.02 * bell(random)) * 100) / 100;
  },
  limits: () => ({ lower: 0.9 }),
  pendingPoints: 30,
  cooldownMs: 60_000,
};

const confidence: FakeLane = {
  id: 'confidence-band',
  kind: 'confidence',
  metric: 'confidence_mean',
  unit: '',
  strategies: ['calm (ewma)', 'rolling_z_score'],
  severity: 'info',
  points: 101,
  value: (share, random) =>
    0.962 -
    (within(share, 0.56, 0.8) ? 0.06 : 0) +
    0.008 * bell(random) -
    (share > 0.2 && share < 0.21 ? 0.05 : 0),
  limits: (share) => {
    if (share < 0.06) return {};
    const center = 0.958 + 0.004 * Math.sin(share * 20);
    return { lower: center - 0.03, upper: center + 0.03 };
  },
};

const drift: FakeLane = {
  id: 'drift',
  kind: 'drift',
  metric: 'p_value',
  unit: '',
  strategies: ['p_value'],
  severity: 'warning',
  points: 12,
  value: (share, random) => (within(share, 0.55, 0.75) ? 0.0004 + random() * 0.02 : 0.2 + random() * 0.7),
  limits: () => ({ lower: 0.05 }),
};

const failureRate: FakeLane = {
  id: 'failure-rate',
  kind: 'failure_rate',
  metric: 'failure_rate',
  unit: 'share',
  strategies: ['static'],
  severity: 'critical',
  value: (share, random, at) => (at % 700 < 100 ? 0.01 : 0) + (share > 0.7 ? 0.01 * Math.round(random()) : 0),
  limits: () => ({ upper: 0.1 }),
};

const percentile: FakeLane = {
  id: 'p95',
  kind: 'latency_percentile',
  metric: 'p95_latency_ms',
  unit: 'ms',
  strategies: [],
  severity: 'info',
  points: 101,
  value: (share, random) => 48 + 6 * bell(random) + (within(share, 0.72, 0.79) ? 150 : 0),
};

/** Lanes like those of a digit reader whose camera degrades: two latency incidents, a fall of accuracy, drift. */
export function fakeLanes(): FakeLane[] {
  return [latency(), accuracy, confidence, drift, failureRate, percentile];
}
