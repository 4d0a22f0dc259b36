import type { Measure, Samples } from './latency.ts';
import type { Memory } from './memory.ts';

/** How many times faster than the other server each answer must be, at every size. */
const wantedRatio = 10;
/** What a server may have grown by after all documents are closed, in MB. */
const wantedGrowthMb = 50;

/** The samples of one size, of each server. */
export interface Rivals {
  readonly ours: Samples;
  readonly theirs: Samples;
  /** Of a server that does nothing. */
  readonly floor: Samples;
}

/** One line for each measure: medians and 95th percentiles in milliseconds, and whether the target is met. */
export function latencyLines(
  kilobytes: number,
  measures: readonly Measure[],
  { ours, theirs, floor }: Rivals,
): string[] {
  return measures.map((measure) => {
    const [mine, other] = [summary(ours, measure), summary(theirs, measure)];
    const least = summary(floor, measure).median;
    const ratio = other.median / mine.median;
    return [
      `${kilobytes} KB`.padStart(6),
      measure.padEnd(11),
      `${figures(mine)}`.padEnd(22),
      `${figures(other)}`.padEnd(22),
      `${least.toFixed(2)} ms`.padEnd(9),
      `${ratio.toFixed(1)}x`.padStart(7),
      ratio >= wantedRatio ? 'meets' : `misses ${wantedRatio}x`,
    ].join('  ');
  });
}

export const heading = [
  '  size',
  'answer     ',
  'driftscope p50 / p95'.padEnd(22),
  'yaml-ls p50 / p95'.padEnd(22),
  'floor p50',
  '  ratio',
  'target',
].join('  ');

export function memoryLine(name: string, { start, end }: Memory): string {
  const growth = end - start;
  const verdict = growth <= wantedGrowthMb ? 'meets' : `misses ${wantedGrowthMb} MB`;
  const sizes = `${start.toFixed(0)} MB at the start, ${end.toFixed(0)} MB at the end`;
  return `${name.padEnd(22)}${sizes}: ${growth >= 0 ? '+' : ''}${growth.toFixed(0)} MB  ${verdict}`;
}

function summary(samples: Samples, measure: Measure) {
  const sorted = samples[measure].toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { median: at(0.5), p95: at(0.95) };
}

const figures = ({ median, p95 }: { median: number; p95: number }) =>
  `${median.toFixed(2)} / ${p95.toFixed(2)} ms`;
