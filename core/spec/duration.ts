import { durationPattern } from './schema.ts';

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const pattern = new RegExp(durationPattern);

/**
 * Milliseconds of a duration as written in a config: a number of seconds, or text such as `250ms` or `1.5h`.
 * NaN for text that is no duration.
 */
export function durationMs(duration: string | number): number {
  if (typeof duration === 'number') return duration * 1000;
  const match = pattern.exec(duration);
  if (!match) return Number.NaN;
  const unit = match[3] as keyof typeof unitMs;
  return Number.parseFloat(duration) * unitMs[unit];
}

/** A length of time for people, in the two largest units that matter: `3m 34s`, `1d 2h`, `250ms`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '∞';
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 1000) return `${Math.round(ms)}ms`;
  const seconds = Math.round(ms / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}
