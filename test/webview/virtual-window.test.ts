import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollToRow, spaceHeight, windowAt } from '../../webview/virtual-window.ts';

const table = { count: 100_000, rowHeight: 24, viewHeight: 400 };

describe('virtual window', () => {
  it('draws what is in view and a little more', () => {
    expect(windowAt(table, 0)).toEqual({ first: 0, end: 23, offset: 0 });
    expect(windowAt(table, 24_000)).toEqual({ first: 994, end: 1023, offset: 994 * 24 });
    const bottom = spaceHeight(table) - table.viewHeight;
    expect(windowAt(table, bottom).end).toBe(table.count);
  });

  it('draws nothing of an empty table', () => {
    expect(windowAt({ ...table, count: 0 }, 0)).toEqual({ first: 0, end: 0, offset: 0 });
  });

  it('brings any row into view, at any length and from anywhere', () => {
    const counts = fc.integer({ min: 1, max: 20_000_000 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (count, share, seed) => {
        const long = { ...table, count };
        const row = seed % count;
        const scrollTop = share * Math.max(0, spaceHeight(long) - long.viewHeight);
        const target = scrollToRow(long, row, scrollTop);
        const { first, end, offset } = windowAt(long, target, 0);
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThan(end);
        const top = offset + (row - first) * long.rowHeight - Math.max(0, target);
        expect(top).toBeGreaterThan(-1.5);
        if (count > 20) expect(top + long.rowHeight).toBeLessThan(long.viewHeight + 1.5);
      }),
    );
  });
});
