import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type FromPanel, panelProtocol } from '../../protocol/panel-messages.ts';
import { axeViolations } from './axe.ts';
import { setTheme } from './browser.ts';
import { browserTest, data, lane, panel, plot, setUpBrowser, spoken, using } from './page-harness.ts';

setUpBrowser();

const readout = (page: Page, id: string) => lane(page, id).locator('.readout');

/** The last message that opens something; charts that scroll into view ask for ranges in between. */
const opened = (posted: readonly FromPanel[]) => posted.findLast(({ type }) => type.startsWith('open'));

browserTest.each(['light', 'dark', 'high-contrast'] as const)(
  'has none as a panel in the %s theme',
  (theme) =>
    using(panel({ theme }), async ({ page, send }) => {
      await plot(page, 'latency').focus();
      await page.keyboard.press(']');
      await send({ type: 'status', status: { state: 'error', message: 'unknown strategy' } });
      await page.getByText('unknown strategy').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    }),
);

browserTest.each(['light', 'dark', 'high-contrast'] as const)(
  'shows warnings with enough contrast in the %s theme',
  (theme) =>
    using(panel({ theme }), async ({ page }) => {
      const [mark, background] = await page.evaluate(() => {
        const shape = document.querySelector('.legend .mark-warning');
        return [shape ? getComputedStyle(shape).fill : '', getComputedStyle(document.body).backgroundColor];
      });
      expect(mark).toMatch(/^rgb\(/);
      expect(contrast(mark ?? '', background ?? '')).toBeGreaterThan(3);
    }),
);

browserTest('is walked by keyboard and says what is under the cursor', () =>
  using(panel(), async ({ page, posted }) => {
    await plot(page, 'latency').focus();
    await page.keyboard.press(']');
    const first = data.alerts.find((alert) => alert.monitor === 'latency');
    await expect
      .poll(() => readout(page, 'latency').textContent())
      .toContain('145.5 ms · limit 90 ms · firing');
    await expect.poll(() => spoken(page)).toContain('145.5 ms, limit 90 ms, firing, 1 alert, critical');
    await expect.poll(() => readout(page, 'accuracy').textContent()).toContain('limit 0.9 · quiet');
    await page.keyboard.press('Enter');
    await expect.poll(() => opened(posted)).toEqual({ type: 'openEventRow', runId: 1, event: first?.event });
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => spoken(page)).toContain('144.5 ms');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
      /^accuracy on/,
    );
  }),
);

browserTest('zooms all lanes by drag, by wheel and by key, and back', () =>
  using(panel(), async ({ page, posted }) => {
    const shown = page.locator('.ruler-span');
    expect(await shown.textContent()).toContain('(55m 39s)');
    const box = await lane(page, 'accuracy').locator('.u-over').boundingBox();
    const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 40];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 120, y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => shown.textContent()).toMatch(/\(6m/);
    const asked = () => posted.flatMap((message) => (message.type === 'range' ? [message.question] : []));
    await expect
      .poll(
        () =>
          new Set(
            asked()
              .slice(-4)
              .map(({ lane: index }) => index),
          ).size,
      )
      .toBe(4);
    expect(
      new Set(
        asked()
          .slice(-4)
          .map(({ from, to, width }) => [from, to, width].join()),
      ).size,
    ).toBe(1);
    await page.mouse.dblclick(x, y);
    await expect.poll(() => shown.textContent()).toContain('(55m 39s)');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(() => shown.textContent()).toMatch(/\(44m/);
    await plot(page, 'latency').focus();
    await page.keyboard.press('+');
    await expect.poll(() => shown.textContent()).toMatch(/\(22m/);
    await page.keyboard.press('Escape');
    await expect.poll(() => shown.textContent()).toContain('(55m 39s)');
  }),
);

browserTest('opens events, monitors and skipped rows in the editor', () =>
  using(panel(), async ({ page, posted }) => {
    const alert = data.alerts[0];
    await page.locator('.table-alerts .table-body .row').first().click();
    await expect
      .poll(() => opened(posted))
      .toEqual({ type: 'openEvent', file: alert?.file, line: alert?.line });
    await page.getByRole('button', { name: 'failure-rate', exact: true }).click();
    await expect.poll(() => opened(posted)).toEqual({ type: 'openMonitor', line: 27 });
    await page.getByText('3 rows skipped').click();
    await page.getByRole('button', { name: ':2077' }).click();
    await expect.poll(() => opened(posted)).toMatchObject({ type: 'openEvent', line: 2077 });
    await page.getByRole('tab', { name: 'Episodes' }).click();
    await page.locator('.table-episodes .table-body .row').first().click();
    await expect.poll(() => opened(posted)).toMatchObject({ type: 'openEventRow', runId: 1 });
  }),
);

browserTest('filters the tables by monitor, and says how close it came', () =>
  using(panel(), async ({ page }) => {
    await page.getByLabel('Monitor', { exact: true }).selectOption('drift');
    await expect.poll(() => page.getByRole('tab', { name: 'Alerts' }).textContent()).toBe('Alerts 2');
    await expect.poll(() => page.locator('.table-body .row').count()).toBe(2);
    await page.getByLabel('Monitor', { exact: true }).selectOption('failure-rate');
    await page.getByText('The closest call: failure-rate').waitFor();
  }),
);

browserTest('keeps an old run in sight while a newer one is computed, then shows that', () =>
  using(panel(), async ({ page, send }) => {
    await send({ type: 'status', status: { state: 'computing', done: 0.3 } });
    await page.getByText('computing…, stale').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    const lanes = data.summary.lanes.slice(0, 2);
    await send({
      type: 'run',
      v: panelProtocol,
      summary: { ...data.summary, runId: 2, lanes, alertCount: 12 },
    });
    await send({ type: 'status', status: { state: 'idle' } });
    await expect.poll(() => page.locator('.lane').count()).toBe(2);
    await expect.poll(() => spoken(page)).toContain('Run finished: 12 alerts');
  }),
);

browserTest('saves ids and ranges, and starts from them', () =>
  using(panel({ saved: { v: 1, tab: 'episodes', monitor: 'accuracy' } }), async ({ page }) => {
    expect(await page.getByRole('tab', { name: 'Episodes' }).getAttribute('aria-selected')).toBe('true');
    expect(await page.getByLabel('Monitor', { exact: true }).inputValue()).toBe('accuracy');
    await page.getByRole('tab', { name: 'Retraining' }).click();
    const saved = () => page.evaluate(() => (window as unknown as { savedState?: unknown }).savedState);
    await expect.poll(saved).toEqual({
      ...{ v: 1, tab: 'retraining', scroll: expect.any(Number), uri: data.summary.uri, monitor: 'accuracy' },
    });
  }),
);

browserTest('keeps the cursor through zoom and a new run', () =>
  using(panel(), async ({ page, send }) => {
    await plot(page, 'latency').focus();
    await page.keyboard.press(']');
    await expect.poll(() => readout(page, 'latency').textContent()).toContain('145.5 ms');
    await page.keyboard.press('+');
    await expect.poll(() => page.locator('.ruler-span').textContent()).toMatch(/\(27m/);
    await send({ type: 'run', v: panelProtocol, summary: { ...data.summary, runId: 2 } });
    await page.waitForTimeout(300);
    expect(await readout(page, 'latency').textContent()).toContain('145.5 ms');
  }),
);

browserTest('says so when there is nothing to show', async () => {
  const events = { files: [], read: 0, skipped: 0, outOfOrder: 0, problems: [] };
  const summary = { ...data.summary, events, lanes: [], alertCount: 0, retraining: [] };
  const { page, complaints, send } = await panel({ data: { summary, ranges: [], alerts: [] } });
  await page.getByText('No lanes: no monitor has a model').waitFor();
  await page.getByText('No alerts: no monitor with a strategy').waitFor();
  await send({ type: 'run', v: 99, summary });
  await page.getByText('Driftscope was updated').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

browserTest('shows a lane without samples as its header alone, until it has some', () =>
  using(panel({ data: withoutSamples('accuracy') }), async ({ page, send }) => {
    const height = async (id: string) => (await lane(page, id).boundingBox())?.height ?? Number.NaN;
    expect(await height('accuracy')).toBeLessThan(0.4 * (await height('latency')));
    await lane(page, 'accuracy').getByText('no samples').waitFor();
    expect(await lane(page, 'accuracy').getByRole('button', { name: 'Data' }).count()).toBe(0);
    await plot(page, 'latency').focus();
    await page.keyboard.press(']');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await focused()).toMatch(/^confidence-band on/);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^latency on/);
    expect(await axeViolations(page)).toEqual([]);
    await send({ type: 'run', v: panelProtocol, summary: data.summary });
    await expect.poll(() => height('accuracy')).toBe(await height('latency'));
    await lane(page, 'accuracy').locator('canvas').waitFor();
  }),
);

browserTest('redraws when the theme changes', () =>
  using(panel(), async ({ page }) => {
    const picture = () =>
      page.evaluate(() => (document.querySelector('.lane canvas') as HTMLCanvasElement).toDataURL());
    const dark = await picture();
    await setTheme(page, 'light');
    await expect.poll(picture).not.toBe(dark);
  }),
);

browserTest('scrolls a hundred thousand alerts, by wheel and by key', () =>
  using(panel({ data: manyAlerts(100_000) }), async ({ page }) => {
    const rows = page.locator('.table-body .row');
    await rows.first().getByRole('button').focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.row')?.ariaRowIndex))
      .toBe('100001');
    await expect.poll(() => rows.last().textContent()).toContain('number 99999');
    expect(await mostRows(page)).toBeLessThan(40);
  }),
);

/** Contrast of two opaque colours, as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The fake run, in which a monitor has seen nothing it could judge. */
function withoutSamples(id: string) {
  const lanes = data.summary.lanes.map((one) =>
    one.id === id ? { ...one, samples: 0, alerts: 0, episodes: [], status: 'no_data' } : one,
  );
  return { ...data, summary: { ...data.summary, lanes } };
}

function manyAlerts(count: number) {
  const [first] = data.alerts;
  if (!first) throw new Error('the fake run has no alerts');
  const alerts = Array.from({ length: count }, (_, at) => ({ ...first, message: `number ${at}` }));
  return { ...data, alerts, summary: { ...data.summary, alertCount: count } };
}

/** Scrolls the table through all its length, a jump per frame, and tells the most rows the page held. */
function mostRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const table = document.querySelector('.table-scroll');
    if (!table) return Number.NaN;
    let most = 0;
    for (let step = 0; step < 60; step += 1) {
      table.scrollTop = (table.scrollHeight * step) / 60;
      await new Promise(requestAnimationFrame);
      most = Math.max(most, document.querySelectorAll('.table-body .row').length);
    }
    return most;
  });
}
