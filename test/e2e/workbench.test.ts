import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, remotePath, type Workbench } from '../../scripts/vscode/browser.ts';
import { ensureVsCode, vsCodeVersions } from '../../scripts/vscode/install.ts';
import { startVsCodeServer, type VsCodeServer } from '../../scripts/vscode/server.ts';
import { VsCodeUnavailableError } from '../../scripts/vscode/unavailable.ts';
import {
  clearNotifications,
  focusEditor,
  hasElement,
  openFile,
  runCommand,
  setColorTheme,
  settled,
  waitForText,
  webviewFrame,
} from '../../scripts/vscode/workbench.ts';
import { axeViolations } from '../webview/axe.ts';

/** The panel as a person sees it: the built extension in a real VS Code, in a browser. Pictures go to `out/`. */
const pictures = 'out/screenshots';
const temp = mkdtempSync(join(tmpdir(), 'driftscope-workbench-'));
let unavailable: string | undefined;
let server: VsCodeServer;
let workbench: Workbench;
let page: Page;
let panel: Frame;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  cpSync('examples', join(temp, 'examples'), { recursive: true });
  try {
    const install = await ensureVsCode(vsCodeVersions.at(-1) ?? '1.139.1', () => {});
    server = await startVsCodeServer({ install, userDataDir: join(temp, 'user'), settings: {} });
    const payload = { extensionDevelopmentPath: remotePath(server, resolve('.')) };
    const viewport = { width: 1500, height: 950 };
    workbench = await openWorkbench(server, {
      folder: join(temp, 'examples'),
      payload,
      viewport,
      colorTheme: 'dark',
    });
  } catch (error) {
    if (!(error instanceof VsCodeUnavailableError)) throw error;
    unavailable = error.message;
    return;
  }
  page = workbench.page;
  await openFile(page, 'digit-reader.monitor.yaml');
  await runCommand(page, 'Driftscope: Simulate');
  panel = await webviewFrame(page, hasElement('#driftscope canvas'));
}, 300_000);

afterAll(async () => {
  await workbench?.close();
  await server?.stop();
  rmSync(temp, { recursive: true, force: true });
});

/** A test that needs the workbench, and says why when there is none. */
const inWorkbench = (name: string, run: () => Promise<void>) =>
  test(name, async (context) => {
    if (unavailable !== undefined) context.skip(unavailable);
    await run();
  }, 90_000);

/** How many pixels of the first chart are painted. */
const paintedPixels = () =>
  panel
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let painted = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) painted += 1;
      return painted;
    });

const lane = (id: string) => panel.locator('section, article, .lane').filter({ hasText: id }).first();

async function picture(name: string): Promise<void> {
  await clearNotifications(page);
  await settled(page);
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

describe('the preview in VS Code', () => {
  inWorkbench('draws charts of the run', async () => {
    await expect.poll(paintedPixels, { timeout: 20_000 }).toBeGreaterThan(2000);
    await expect.poll(() => lane('latency').textContent()).toContain('1 episode');
    await picture('panel-dark');
  });

  inWorkbench('has no axe violation in a dark and in a light theme, and is redrawn', async () => {
    expect(await axeViolations(panel)).toEqual([]);
    await setColorTheme(page, 'light');
    await expect.poll(() => panel.locator('body').getAttribute('class')).toContain('vscode-light');
    await expect.poll(paintedPixels, { timeout: 20_000 }).toBeGreaterThan(2000);
    expect(await axeViolations(panel)).toEqual([]);
    await picture('panel-light');
  });

  inWorkbench('follows an edit of the config', async () => {
    await focusEditor(page);
    await runCommand(page, 'Replace');
    const find = page.locator('.find-widget textarea[aria-label="Find"]');
    await find.fill('bound: 35');
    await page.locator('.find-widget textarea[aria-label="Replace"]').fill('bound: 999');
    await page.keyboard.press('Control+Alt+Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => lane('latency').textContent(), { timeout: 30_000 }).toContain('0 episodes');
  });

  inWorkbench('goes from an alert to its event', async () => {
    const alert = panel.getByRole('row').filter({ hasText: 'Accuracy dropped below 0.88: observed 0.8700' });
    await alert.locator('.row-button').first().click();
    await waitForText(page, 'digit-reader.events.ndjson');
    await picture('event-of-an-alert');
  });
});
