import type { Finding } from '../../finding.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import type { Resolution } from '../../model/resolve.ts';
import { isTied, type Piece } from '../../syntax/pieces/piece.ts';
import type { Node } from '../../syntax/tree.ts';
import type { RuleContext } from './rule.ts';

/**
 * The monitors of a file in which rules that judge each monitor by itself found nothing. While its text stays, and so does
 * what is around all monitors, they would find nothing again: in a long file that is all but the one being typed.
 */
export class SettledMonitors {
  #around: readonly unknown[] = [];
  /** The plain value of a monitor, to the id that it had. */
  #quiet = new WeakMap<object, string>();

  /** The same context without the monitors that need no judging. */
  without(context: RuleContext): RuleContext {
    const { config, resolution } = context;
    const around = surroundings(config, resolution);
    if (!isSame(around, this.#around)) this.#quiet = new WeakMap();
    this.#around = around;
    const [open, settled] = [[] as MonitorFacts[], new Set<Node>()];
    for (const monitor of config.facts.monitors) {
      if (this.#quiet.get(monitor.value) === monitor.id) settled.add(monitor.node);
      else open.push(monitor);
    }
    return settled.size === 0
      ? context
      : { ...context, settled, config: { ...config, facts: { ...config.facts, monitors: open } } };
  }

  /**
   * Remembers the monitors among those just judged in which nothing was found.
   * @param found by rules that judge each monitor by itself
   */
  learn({ config }: RuleContext, found: readonly Finding[]): void {
    const { documents, facts, left } = config;
    const { pieces } = left.tree;
    // What is damaged is not judged at all.
    if (!pieces || documents.some(({ damage }) => damage.length > 0)) return;
    // In the order of the text, as an alias of a monitor is not.
    const monitors = facts.monitors.filter(({ alias }) => !alias);
    const loud = new Set<MonitorFacts>();
    for (const finding of [...found, ...config.findings]) {
      const { span } = finding;
      const monitor = lastUpTo(monitors, span.start, startOfMonitor);
      if (monitor && span.end <= monitor.node.end) loud.add(monitor);
      // What is told once, outside of all monitors, may rest on any of them.
      else if (found.includes(finding) || lastUpTo(monitors, span.end, startOfMonitor) !== monitor) return;
    }
    for (const monitor of monitors) {
      const piece = lastUpTo(pieces, monitor.node.start, startOfPiece);
      // With anchors and aliases, what is written in one monitor may be judged by another.
      if (!loud.has(monitor) && piece && !isTied(piece)) this.#quiet.set(monitor.value, monitor.id);
    }
  }
}

const startOfMonitor = ({ node }: MonitorFacts) => node.start;
const startOfPiece = ({ cut }: Piece) => cut.start;

/** The last of those that begins at an offset or before it. */
function lastUpTo<T>(parts: readonly T[], offset: number, startOf: (part: T) => number): T | undefined {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const part = parts[middle];
    if (part && startOf(part) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

/** All that the findings of a monitor may rest on beside it, as a list that stays the same while none of it changes. */
function surroundings({ value }: ReadConfig, { strategies, sample, isComplete }: Resolution): unknown[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const sections = (isMap ? Object.entries(value) : []).filter(([name]) => name !== 'monitors');
  return [
    sample,
    isComplete,
    ...sections.flatMap(([name, section]) => [name, ...partsOf(section)]),
    ...[...strategies].flatMap(([name, { uri, config }]) => [name, uri, config]),
  ];
}

/** A section is put together anew with every reading, what is in it is not. */
const partsOf = (section: unknown): unknown[] =>
  typeof section === 'object' && section !== null ? Object.entries(section).flat() : [section];

const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((part, at) => Object.is(part, b[at]));
