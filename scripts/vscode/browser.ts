import { format } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import type { Log } from './exec-logged.ts';
import type { VsCodeServer } from './server.ts';
import { type ColorTheme, colorThemes } from './settings.ts';

/** What the workbench opens with. Paths are absolute, on the machine of the server: this one. */
export interface WorkbenchOptions {
  readonly folder: string;
  /** Options of the page, such as `extensionDevelopmentPath`; see {@link remotePath} for paths. */
  readonly payload?: Readonly<Record<string, string>>;
  readonly colorTheme?: ColorTheme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Milliseconds to wait for the workbench; 0 opens the page without waiting. */
  readonly readyTimeoutMs?: number;
  /** Receives `codeAutomationLog` lines: the extension host's console in a test run. */
  readonly onLog?: Log;
  /** Receives progress, and the page's own console, which is noisy. */
  readonly log?: Log;
}

/** A workbench in headless Chromium; close it when done. */
export interface Workbench {
  readonly page: Page;
  /** Resolves with the code of `codeAutomationExit`, which a test run calls; otherwise never. */
  readonly exit: Promise<number>;
  /** Loads the page again, with its editors and the settings of now, and waits until it can be used. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A small /dev/shm, usual in containers, would crash the page.
  '--disable-dev-shm-usage',
];

/** Opens a folder in the workbench and waits until it can be used. */
export async function openWorkbench(server: VsCodeServer, options: WorkbenchOptions): Promise<Workbench> {
  const log = options.log ?? (() => {});
  if (options.colorTheme !== undefined) {
    await server.updateSettings({ 'workbench.colorTheme': colorThemes[options.colorTheme].id });
  }
  const browser = await chromium.launch({ executablePath: await ensureChromium(log), args: chromiumFlags });
  try {
    const page = await newPage(browser, options, log);
    const { exit } = await exposeAutomation(page, options.onLog ?? log);
    await page.goto(workbenchUrl(server, options), { waitUntil: 'domcontentloaded' });
    const timeout = options.readyTimeoutMs ?? 60_000;
    await workbenchReady(page, timeout);
    const reload = async (): Promise<void> => {
      await page.reload({ waitUntil: 'domcontentloaded' });
      await workbenchReady(page, timeout);
    };
    return { page, exit, reload, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The address that opens `folder` in a browser, with the payload that a development window needs. */
export function workbenchUrl(
  server: VsCodeServer,
  { folder, payload = {} }: Pick<WorkbenchOptions, 'folder' | 'payload'>,
): string {
  const url = new URL(server.url);
  url.searchParams.set('folder', folder);
  if (Object.keys(payload).length > 0)
    url.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  // VS Code reads the query with decodeURIComponent, for which a plus is a plus.
  return url.href.replaceAll('+', '%20');
}

/** A path on the server's machine, as payload options want it. */
export function remotePath(server: VsCodeServer, path: string): string {
  return `vscode-remote://localhost:${server.port}${path}`;
}

async function newPage(browser: Browser, options: WorkbenchOptions, log: Log): Promise<Page> {
  const viewport = options.viewport ?? { width: 1280, height: 800 };
  const permissions = ['clipboard-read', 'clipboard-write'];
  const page = await browser.newPage({ viewport, permissions });
  page.on('console', (message) => log(`[page ${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => log(`[page error] ${error.message}`));
  return page;
}

async function exposeAutomation(page: Page, onLog: Log): Promise<{ exit: Promise<number> }> {
  let leave: (code: number) => void = () => {};
  const exit = new Promise<number>((resolve) => {
    leave = resolve;
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => leave(code));
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown) => {
    // The arguments come as they were given to console.log, with %s still to be filled in.
    for (const line of format(...(Array.isArray(args) ? args : [args])).split('\n')) onLog(line);
  });
  // Wrapped, since a promise of a promise would wait for the end of the run.
  return { exit };
}

async function workbenchReady(page: Page, timeout: number): Promise<void> {
  if (timeout === 0) return;
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout });
  await page
    .locator('.monaco-workbench .explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout });
}
