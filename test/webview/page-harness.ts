import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportData } from '../../protocol/report-data.ts';
import { chromiumPath, launchChromium, type Opened, openPanel, openReport } from './browser.ts';
import { type Bundle, bundleWebview } from './bundle.ts';
import { fakeReport } from './fake-run.ts';
import type { ThemeName } from './vscode-themes.ts';

if (!chromiumPath) console.warn('skipped the tests in a browser: no Chromium found; set CHROMIUM_PATH');

/** A test that needs a browser. */
export const browserTest = it.skipIf(!chromiumPath);

/** What most tests look at. */
export const data = fakeReport(3000);

let browser: Browser;
let bundle: Bundle;

/** Starts a browser for the tests of a file. */
export function setUpBrowser(): void {
  beforeAll(async () => {
    bundle = await bundleWebview();
    if (chromiumPath) browser = await launchChromium();
  });
  afterAll(() => browser?.close());
}

/** The page as built. */
export const builtPage = () => bundle;

/** A report on the screen. */
export const report = (width = 1200, scheme: 'light' | 'dark' = 'light') =>
  openReport(browser, bundle, data, { width, scheme });

/** A panel on the screen. */
export const panel = (options: { data?: ReportData; theme?: ThemeName; saved?: unknown } = {}) =>
  openPanel(browser, bundle, options.data ?? data, { width: 1200, theme: 'dark', ...options });

/** A page in a browser that runs no scripts. */
export const pageWithoutScripts = async () =>
  (await browser.newContext({ javaScriptEnabled: false })).newPage();

/** Acts on a page once it is drawn, then closes it; fails when the page has complained. */
export async function using<T extends Opened>(
  opening: Promise<T>,
  act: (opened: T) => Promise<void>,
): Promise<void> {
  const opened = await opening;
  try {
    await opened.page.waitForSelector('.lane canvas');
    await act(opened);
    expect(opened.complaints).toEqual([]);
  } finally {
    await opened.page.close();
  }
}

/** A lane by its monitor. */
export const lane = (page: Page, id: string) => page.getByRole('region', { name: `${id} on` });

/** The chart of a lane, where keys go. */
export const plot = (page: Page, id: string) => lane(page, id).getByRole('application');

/** What a screen reader was told last. */
export const spoken = (page: Page) => page.locator('[aria-live=polite]').textContent();
