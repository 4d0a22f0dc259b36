import { normalTail } from '../../../core/stats/special/chi-square-tail.ts';
import { studentTail } from '../../../core/stats/special/student-tail.ts';
import { keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import { grouped, percent, significant } from './digits.ts';

/**
 * How often normal values lie as far from the mean as a strategy allows, a sentence or none. None where single values
 * are not what is judged (`ewma_chart`), or where the spread is estimated in a way that has no simple law (`ewma`, `robust`).
 */
export function rarityMeaning(spec: ValueSpec, sigmas: number): string[] {
  switch (`${spec.branch?.id}.${spec.key}`) {
    case 'z_score.z_threshold':
      return [knownSentence(sigmas, 'both')];
    case 'shewhart.k':
      return shewhartMeaning(spec, sigmas);
    case 'rolling_z_score.z_threshold':
      return rollingMeaning(spec, sigmas);
    default:
      return [];
  }
}

function knownSentence(sigmas: number, direction: string): string {
  const share = normalTail(sigmas) * sidesOf(direction);
  const where = { up: `above +${sigmas}σ`, down: `below −${sigmas}σ` }[direction] ?? `outside ±${sigmas}σ`;
  const rarity = share < 1e-15 ? '' : `: 1 value in ${grouped(significant(1 / share))}`;
  return `Of a normal distribution, ${percent(share)} lies ${where}${rarity}`;
}

function shewhartMeaning(spec: ValueSpec, sigmas: number): string[] {
  const { siblings } = spec;
  const direction = siblings.get('direction') ?? 'both';
  const isGiven = { mean: siblings.has('baseline_mean'), std: siblings.has('baseline_std') };
  if (isGiven.mean && isGiven.std) return [knownSentence(sigmas, direction)];
  const count = countOf(spec, 'warm_up');
  // A chart that starts over does so sooner from a bad baseline than from a good one.
  if (count === undefined || siblings.has('relearn')) return [];
  const distance = isGiven.mean ? sigmas : fromLearnedMean(sigmas, count);
  const tail = isGiven.std ? normalTail(distance) : studentTail(distance, count - 1);
  return chanceSentence(
    tail * sidesOf(direction),
    `With a baseline that is learned from ${grouped(count)} values`,
  );
}

function rollingMeaning(spec: ValueSpec, sigmas: number): string[] {
  const count = countOf(spec, 'window');
  if (count === undefined || (spec.siblings.get('robust') ?? 'false') !== 'false') return [];
  return chanceSentence(
    2 * studentTail(fromLearnedMean(sigmas, count), count - 1),
    `With \`window: ${count}\``,
  );
}

/** The same distance in the spread that a value has from the mean of `count` others. */
const fromLearnedMean = (sigmas: number, count: number) => sigmas / Math.sqrt(1 + 1 / count);

const chanceSentence = (share: number, start: string) =>
  share < 1e-15
    ? []
    : [
        `${start}, 1 value in ${grouped(significant(1 / share))} alarms by chance on average, if values are normal and independent`,
      ];

const sidesOf = (direction: string) => (direction === 'both' ? 2 : 1);

/** A parameter that counts at least two values, or its default. */
function countOf({ siblings, branch }: ValueSpec, key: string): number | undefined {
  const schema = branch?.params.properties[key];
  const given = siblings.has(key) ? siblings.get(key) : schema && keywordsOf(schema).default;
  const count = Number(given ?? Number.NaN);
  return Number.isInteger(count) && count >= 2 ? count : undefined;
}
