/** A list of monitors of about so many characters, as a platform team's file has them: ids, comments, strategies. */
export function monitorList(characters: number, seed = 0): string {
  const parts: string[] = [`# Monitors of team ${seed}\n`];
  let length = 0;
  for (let number = 0; length < characters; number += 1) {
    const part = (monitors[number % monitors.length] ?? monitors[0])(number);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

const monitors: readonly [(number: number) => string, ...((number: number) => string)[]] = [
  (number) => `- kind: latency\n  id: latency-${number}\n  ema_alpha: 0.3\n  severity: critical\n`,
  (number) =>
    `- kind: accuracy\n  id: accuracy-${number}\n  window: 100\n  strategy:\n    type: threshold\n    threshold: 0.9\n`,
  (number) => `- kind: drift   # the model's own p-values\n  id: drift-${number}\n  threshold: 0.05\n`,
  (number) =>
    `- kind: latency_percentile\n  id: p95-${number}\n  percentile: p95\n  strategy: { type: ewma, alpha: 0.2, k_sigma: 2 }\n`,
];

interface Position {
  readonly line: number;
  readonly character: number;
}

/** One keystroke: what is replaced by what. */
export interface Keystroke {
  readonly start: Position;
  readonly end: Position;
  readonly insert: string;
}

/**
 * What people type: a character in the middle of the file, a line in its middle, a character at its end. Every second
 * keystroke takes the one before it back, so that the document keeps its size and is in order half of the time.
 */
export function keystroke(text: string, round: number): Keystroke {
  const lines = text.split('\n');
  const middle = lines.findIndex((line, at) => at > lines.length / 2 && line.startsWith('  id: '));
  const last = lines.findLastIndex((line) => line.startsWith('  id: '));
  const insert = ['x', '\n  cooldown: 5m', 'y'][(round >> 1) % 3] ?? '';
  const line = insert === 'y' ? last : middle;
  const start = { line, character: lines[line]?.length ?? 0 };
  return round % 2 === 0 ? { start, end: start, insert } : { start, end: endOf(start, insert), insert: '' };
}

function endOf({ line, character }: Position, insert: string): Position {
  const [first = '', second] = insert.split('\n');
  return second === undefined
    ? { line, character: character + first.length }
    : { line: line + 1, character: second.length };
}
