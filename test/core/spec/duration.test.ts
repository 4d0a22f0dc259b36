import { describe, expect, test } from 'vitest';
import { durationMs, formatDuration } from '../../../core/spec/duration.ts';

describe('durationMs', () => {
  test.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['1.5h', 5_400_000],
    ['7d', 604_800_000],
    ['0s', 0],
    [90, 90_000],
    [0.5, 500],
  ])('%s is %s ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  test.each(['', 's', '5 m', '5 minutes', '-1s', '01s', '1e3s', '5m30s'])('"%s" is none', (text) => {
    expect(durationMs(text)).toBeNaN();
  });
});

test.each([
  [0, '0ms'],
  [250, '250ms'],
  [59_999, '1m'],
  [90_000, '1m 30s'],
  [3_600_000, '1h'],
  [93_784_000, '1d 2h'],
  [-1500, '-2s'],
  [Number.POSITIVE_INFINITY, '∞'],
])('formatDuration(%s) is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
