import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDay,
  formatInstant,
  formatTime,
  formatValue,
  formatWithUnit,
  plural,
} from '../../webview/format.ts';
import { timeTicks } from '../../webview/time-ticks.ts';

const at = (text: string) => Date.parse(`${text}Z`);

describe('numbers', () => {
  it.each([
    [0, '0'],
    [0.82112, '0.8211'],
    [182.44, '182.4'],
    [-3.5, '-3.5'],
    [999.99, '1000'],
    [12_101.4, '12,101'],
    [-12_101, '-12,101'],
    [1.23e-7, '1.23e-7'],
    [1e-7, '1e-7'],
    [2e12, '2e12'],
    [Number.NaN, '–'],
    [null, '–'],
    [undefined, '–'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '-∞'],
  ])('writes %s as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it('says a unit after a number, but not after a share or nothing', () => {
    expect(formatWithUnit(12, 'ms')).toBe('12 ms');
    expect(formatWithUnit(0.5, 'share')).toBe('0.5');
    expect(formatWithUnit(null, 'ms')).toBe('–');
  });

  it('sets thousands apart and counts in words', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(plural(1, 'alert')).toBe('1 alert');
    expect(plural(1200, 'alert')).toBe('1,200 alerts');
  });
});

describe('times', () => {
  it('are UTC, as fine as they need to be', () => {
    const time = at('2026-03-02T08:31:02.315');
    expect(formatTime(time)).toBe('08:31:02');
    expect(formatTime(time, 60_000)).toBe('08:31');
    expect(formatTime(time, 1)).toBe('08:31:02.315');
    expect(formatInstant(time)).toBe('2026-03-02 08:31:02.315');
    expect(formatInstant(time - 315)).toBe('2026-03-02 08:31:02');
    expect(formatDay(time)).toBe('2 Mar 2026');
  });
});

describe('time ticks', () => {
  const labels = (from: string, to: string, width: number) =>
    timeTicks({ from: at(from), to: at(to) }, width).map(({ label }) => label);

  it('stand on round times', () => {
    expect(labels('2026-03-02T08:00:00', '2026-03-02T08:55:00', 600)).toEqual([
      ...['08:00', '08:10', '08:20', '08:30', '08:40', '08:50'],
    ]);
    expect(labels('2026-03-02T08:00:00', '2026-03-02T08:00:10', 400)).toEqual([
      ...['08:00:00', '08:00:05', '08:00:10'],
    ]);
    expect(labels('2026-03-02T08:00:00.000', '2026-03-02T08:00:00.400', 400)).toContain('08:00:00.100');
  });

  it('name the day at midnight, and only days when they are far apart', () => {
    expect(labels('2026-03-02T20:00:00', '2026-03-03T08:00:00', 300)).toEqual(['3 Mar', '06:00']);
    expect(labels('2026-03-02T00:00:00', '2026-03-06T00:00:00', 240)).toEqual(['2 Mar', '4 Mar', '6 Mar']);
  });

  it('stay few on any span', () => {
    for (const years of [0.01, 1, 30, 500]) {
      const to = years * 365 * 86_400_000;
      expect(timeTicks({ from: 0, to }, 840).length).toBeLessThanOrEqual(11);
    }
  });
});

it('an axis of several years names them', () => {
  const labels = timeTicks({ from: Date.UTC(2026, 0, 1), to: Date.UTC(2029, 0, 4) }, 840).map(
    ({ label }) => label,
  );
  expect(labels.length).toBeGreaterThan(3);
  for (const label of labels) expect(label).toMatch(/ 20(26|27|28|29)$/);
});
