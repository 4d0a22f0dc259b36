/** The keys of a map with the text of their values; undefined where a value is no scalar. */
type Keys = ReadonlyMap<string, string | undefined>;

/** Parameters that have no effect beside the keys of their map, each with the reason. */
export type Idle = Readonly<Record<string, string>>;

const nothing: Idle = {};

/** Of a monitor of this kind. */
export function idleInKind(kind: string, keys: Keys): Idle {
  if (kind === 'metric') return idleInMetric(keys);
  if (!keys.has('strategy')) return nothing;
  if (kind === 'drift') return { threshold: 'beside `strategy`; take it out, or give the strategy its own' };
  return kind === 'silence' ? { max_gap: 'beside `strategy`, which says what alarms; take it out' } : nothing;
}

function idleInMetric(keys: Keys): Idle {
  if (!keys.has('aggregate')) {
    const reason = 'without `aggregate`; add one, or take it out';
    return { window: reason, ema_alpha: reason };
  }
  const aggregate = keys.get('aggregate');
  if (aggregate === undefined) return nothing;
  if (aggregate === 'ema')
    return { window: 'on the aggregate `ema`, which is set by `ema_alpha`; take it out' };
  return { ema_alpha: `on the aggregate \`${aggregate}\`, only on \`ema\`; take it out` };
}

const learning = new Set(['cusum', 'ewma_chart', 'shewhart']);

/** Of a strategy of this type. */
export function idleInStrategy(type: string, keys: Keys): Idle {
  if (!learning.has(type) || !keys.has('baseline_mean') || !keys.has('baseline_std')) return nothing;
  return {
    warm_up: 'beside `baseline_mean` and `baseline_std`, which leave nothing to learn; take it out',
  };
}
