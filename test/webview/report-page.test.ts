import { expect, it } from 'vitest';
import { axeViolations } from './axe.ts';
import {
  browserTest,
  builtPage,
  data,
  pageWithoutScripts,
  report,
  setUpBrowser,
  using,
} from './page-harness.ts';

setUpBrowser();

it('stays small', () => {
  expect(builtPage().panel.length).toBeLessThan(110_000);
  expect(builtPage().style.length).toBeLessThan(20_000);
});

browserTest('draws every lane of a report, from disk and under its own policy', () =>
  using(report(), async ({ page }) => {
    const painted = await page.evaluate(() =>
      [...document.querySelectorAll('.lane canvas')].map((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
          data: [],
        };
        return data.filter((value, at) => at % 4 === 3 && value > 0).length;
      }),
    );
    expect(painted).toHaveLength(data.summary.lanes.length);
    for (const pixels of painted) expect(pixels).toBeGreaterThan(2000);
    expect(await page.title()).toBe('digit-reader.monitor.yaml – Driftscope report');
  }),
);

browserTest('names each look of a state in the legend', () =>
  using(report(), async ({ page }) => {
    const entries = await page.getByRole('list', { name: 'Legend' }).getByRole('listitem').allTextContents();
    expect(entries).toEqual(expect.arrayContaining(['firing', 'firing, muted', 'warming up']));
    expect(entries).not.toContain('cooling down');
  }),
);

browserTest.each([
  [1200, 'light'],
  [1200, 'dark'],
  [480, 'light'],
] as const)('has no accessibility violations as a report, %i pixels wide, %s', (width, scheme) =>
  using(report(width, scheme), async ({ page }) => {
    await page.getByText('3 rows skipped').click();
    await page.getByRole('button', { name: 'Data of latency' }).click();
    expect(await axeViolations(page)).toEqual([]);
    for (const name of ['Episodes', 'Retraining']) {
      await page.getByRole('tab', { name }).click();
      expect(await axeViolations(page)).toEqual([]);
    }
  }),
);

browserTest('tells the run without scripts', async () => {
  const page = await pageWithoutScripts();
  const withScripts = await report();
  await page.goto(withScripts.page.url());
  expect(await page.locator('caption').allTextContents()).toEqual([
    'Monitors',
    'Episodes',
    'Retraining requests',
  ]);
  await Promise.all([page.context().close(), withScripts.page.close()]);
});
