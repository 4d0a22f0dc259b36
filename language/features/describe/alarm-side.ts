import type { ValueSpec } from '../../model/spec-at.ts';

/**
 * On which side of a bound values alarm, as far as the text around the bound says; undefined where the parameter is no
 * such bound. `from` is above, the bound included.
 */
export function alarmSide(
  { branch, key, siblings }: ValueSpec,
  metric: string,
): 'above' | 'below' | 'from' | undefined {
  switch (`${branch?.id}.${key}`) {
    case 'static.bound': {
      const given = siblings.get('direction');
      if (given === 'above' || given === 'below') return given;
      return metric === 'accuracy' ? 'below' : 'above';
    }
    case 'threshold.threshold':
    case 'p_value.threshold':
    case 'drift.threshold':
      return 'below';
    case 'fixed_threshold.threshold':
      return 'from';
    default:
      return undefined;
  }
}
