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

/** One keystroke: what is put where, and the text that comes of it. */
export interface Keystroke {
  readonly line: number;
  readonly character: number;
  readonly insert: string;
}

/** What people type: a character in the middle of the file, a line in its middle, a character at its end. */
export function keystroke(text: string, round: number): Keystroke {
  const lines = text.split('\n');
  const middle = lines.findIndex((line, at) => at > lines.length / 2 && line.startsWith('  id: '));
  const last = lines.findLastIndex((line) => line.startsWith('  id: '));
  switch (round % 3) {
    case 0:
      return { line: middle, character: lines[middle]?.length ?? 0, insert: 'x' };
    case 1:
      return { line: middle, character: lines[middle]?.length ?? 0, insert: '\n  cooldown: 5m' };
    default:
      return { line: last, character: lines[last]?.length ?? 0, insert: 'y' };
  }
}

export function typed(text: string, { line, character, insert }: Keystroke): string {
  const lines = text.split('\n');
  const before = lines[line] ?? '';
  lines[line] = before.slice(0, character) + insert + before.slice(character);
  return lines.join('\n');
}
