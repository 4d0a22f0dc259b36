/** Measures cases side by side and tells their ratios, which hold on any machine, where times do not. */
import { table } from '../../cli/report/table.ts';

/** Something to be timed. What `run` answers is thrown away. */
export interface Case {
  readonly name: string;
  run(): unknown;
}

/** A case's times in milliseconds, one of each for every round. */
export interface Timing {
  readonly name: string;
  readonly wall: readonly number[];
  /** Of all threads of the process, the garbage collector's included. */
  readonly cpu: readonly number[];
}

/** What is asked of a case: to be so many times as fast as another, or to do so much in a second, or to end in time. */
export type Target =
  | { readonly name: string; readonly timesAsFastAs: string; readonly atLeast: number }
  | { readonly name: string; readonly perSecond: number }
  | { readonly name: string; readonly withinMs: number };

export interface Comparison {
  readonly title: string;
  readonly cases: readonly Case[];
  /** The case that ratios are taken to. */
  readonly baseline: string;
  /** Things of this unit that one run gets through, such as `{ amount: 1e6, unit: 'rows' }`. */
  readonly work?: { readonly amount: number; readonly unit: string };
  readonly targets?: readonly Target[];
  /** Rounds that count (9), and rounds before them that do not (3). */
  readonly rounds?: number;
  readonly warmUps?: number;
}

/**
 * Runs every case once a round, so that whatever else the machine does hits all of them alike; each round starts with
 * another case. Garbage is not collected by force in between: that throws away compiled code along with it.
 */
export async function measure(cases: readonly Case[], rounds = 9, warmUps = 3): Promise<Timing[]> {
  const timings = cases.map(({ name }) => ({ name, wall: [] as number[], cpu: [] as number[] }));
  for (let round = -warmUps; round < rounds; round++) {
    for (let i = 0; i < cases.length; i++) {
      const at = (i + round + warmUps) % cases.length;
      const cpu = process.cpuUsage();
      const start = performance.now();
      await (cases[at] as Case).run();
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      if (round < 0) continue;
      timings[at]?.wall.push(wall);
      timings[at]?.cpu.push((user + system) / 1000);
    }
  }
  return timings;
}

/** The value below which the share `p` (0 to 1) of the values lies, between the two nearest. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * How many times as fast `one` is as `other`: the median over rounds, each of which saw both. Ratios that count are of
 * processor time, because a machine with other work to do stretches long cases more than short ones.
 */
export function ratio(one: readonly number[], other: readonly number[]): number {
  return median(one.map((value, round) => (other[round] as number) / value));
}

/** What the sections print to, and where their ratios are gathered. */
export class Bench {
  /** `title: case / other` to how many times as fast the case is. */
  readonly ratios = new Map<string, number>();
  /** Arguments behind the section's name. */
  readonly args: readonly string[];
  missed = 0;

  constructor(args: readonly string[] = []) {
    this.args = args;
  }

  /** Measures the cases, prints a table and the targets, and remembers the ratios. */
  async compare(comparison: Comparison): Promise<readonly Timing[]> {
    const { title, cases, baseline, work, targets = [], rounds, warmUps } = comparison;
    const timings = await measure(cases, rounds, warmUps);
    const base = timingOf(timings, baseline);
    const head = [
      '',
      'median',
      'p95',
      'cpu',
      `as fast as ${baseline}`,
      'by the clock',
      work ? `${work.unit}/s` : '',
    ];
    const lines = timings.map((timing) => [
      timing.name,
      milliseconds(median(timing.wall)),
      milliseconds(quantile(timing.wall, 0.95)),
      milliseconds(median(timing.cpu)),
      times(ratio(timing.cpu, base.cpu)),
      times(ratio(timing.wall, base.wall)),
      work ? amount((work.amount / median(timing.wall)) * 1000) : '',
    ]);
    console.log(`\n${title}`);
    console.log(table([head, ...lines], [1, 2, 3, 4, 5, 6]));
    for (const timing of timings) {
      if (timing !== base) this.#remember(title, timing, base);
    }
    for (const target of targets) this.#judge(title, target, timings, work);
    return timings;
  }

  /** Prints a figure with its target: `at most` so much of the unit. */
  atMost(what: string, value: number, limit: number, unit: string): void {
    this.#verdict(value <= limit, `${what}: ${amount(value)} ${unit}, at most ${amount(limit)} ${unit}`);
  }

  #remember(title: string, timing: Timing, base: Timing): void {
    this.ratios.set(`${title}: ${timing.name} / ${base.name}`, ratio(timing.cpu, base.cpu));
  }

  #judge(title: string, target: Target, timings: readonly Timing[], work: Comparison['work']): void {
    const timing = timingOf(timings, target.name);
    const took = median(timing.wall);
    if ('timesAsFastAs' in target) {
      const other = timingOf(timings, target.timesAsFastAs);
      const found = ratio(timing.cpu, other.cpu);
      this.#remember(title, timing, other);
      const wanted = `at least ${times(target.atLeast)} as fast as ${target.timesAsFastAs}`;
      this.#verdict(found >= target.atLeast, `${target.name}: ${times(found)}, ${wanted}`);
    } else if ('withinMs' in target) {
      const wanted = `within ${milliseconds(target.withinMs)}`;
      this.#verdict(took <= target.withinMs, `${target.name}: ${milliseconds(took)}, ${wanted}`);
    } else {
      const unit = `${work?.unit ?? 'runs'}/s`;
      const rate = ((work?.amount ?? 1) / took) * 1000;
      const wanted = `at least ${amount(target.perSecond)} ${unit}`;
      this.#verdict(rate >= target.perSecond, `${target.name}: ${amount(rate)} ${unit}, ${wanted}`);
    }
  }

  #verdict(isMet: boolean, text: string): void {
    if (!isMet) this.missed++;
    console.log(`  ${isMet ? 'meets ' : 'misses'}  ${text}`);
  }
}

function timingOf(timings: readonly Timing[], name: string): Timing {
  const timing = timings.find((one) => one.name === name);
  if (timing === undefined) throw new Error(`there is no case named ${name}`);
  return timing;
}

const milliseconds = (ms: number) => `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
const times = (value: number) => `${value.toFixed(2)} times`;

function amount(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  return value >= 1e4 ? `${(value / 1e3).toFixed(1)} k` : value.toFixed(value < 100 ? 1 : 0);
}
