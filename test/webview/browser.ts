import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type FromPanel, panelProtocol, type ToPanel } from '../../protocol/panel-messages.ts';
import type { ReportData } from '../../protocol/report-data.ts';
import { localSource } from '../../webview/local-source.ts';
import { panelHtml } from '../../webview/panel-html.ts';
import { reportHtml } from '../../webview/report-html.ts';
import type { Bundle } from './bundle.ts';
import { type ThemeName, themes } from './vscode-themes.ts';

const places = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A Chromium of this machine; undefined when there is none, and then browser tests are skipped. */
export const chromiumPath = places.find((place) => place !== '' && existsSync(place));

/** Starts Chromium so that it speaks to nobody. */
export function launchChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [...args, ...quiet],
  });
}

/** A page with what went wrong in it: errors, and anything its policy forbade. */
export interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

type View = { readonly width: number; readonly scheme?: 'light' | 'dark' };

/** Opens a report from disk, as a person would. */
export async function openReport(
  browser: Browser,
  bundle: Bundle,
  data: ReportData,
  view: View,
): Promise<Opened> {
  const file = join(mkdtempSync(join(tmpdir(), 'driftscope-')), 'report.html');
  writeFileSync(file, reportHtml({ data, script: bundle.report, style: bundle.style, sha256 }));
  const opened = await newPage(browser, view);
  await opened.page.goto(`file://${file}`);
  return opened;
}

/** A panel page in front of a fake extension, which notes all it is told. */
export interface OpenedPanel extends Opened {
  readonly posted: FromPanel[];
  send(message: ToPanel): Promise<void>;
}

/** Opens the panel's page over `data`; the fake extension answers all questions and says `run` when it is ready. */
export async function openPanel(
  browser: Browser,
  bundle: Bundle,
  data: ReportData,
  view: View & { theme: ThemeName; saved?: unknown },
): Promise<OpenedPanel> {
  const opened = await newPage(browser, view);
  const { page } = opened;
  const posted: FromPanel[] = [];
  const send = (message: ToPanel) => page.evaluate((data) => window.postMessage(data, '*'), message);
  const source = localSource(data);
  await page.exposeFunction('hostReceive', async (message: FromPanel) => {
    posted.push(message);
    if (message.type === 'ready') await send({ type: 'run', v: panelProtocol, summary: data.summary });
    if (message.type === 'range') await send({ type: 'range', answer: await source.range(message.question) });
    if (message.type === 'alerts')
      await send({ type: 'alerts', answer: await source.alerts(message.question) });
  });
  await page.addInitScript(fakeApi(view.saved));
  await page.route('https://panel.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const [contentType, body] = resource(pathname, bundle);
    return route.fulfill({ contentType, body });
  });
  await page.goto('https://panel.test/index.html');
  await setTheme(page, view.theme);
  return { ...opened, posted, send };
}

/** Text, because tools that compile tests may add helpers to functions which the page does not have. */
const fakeApi = (saved: unknown) => `
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.hostReceive(message),
  getState: () => (${JSON.stringify(saved ?? null)}),
  setState: (state) => { window.savedState = state; },
});`;

function resource(pathname: string, bundle: Bundle): [contentType: string, body: string] {
  if (pathname === '/panel.js') return ['text/javascript', bundle.panel];
  if (pathname === '/panel.css') return ['text/css', bundle.style];
  const base = 'https://panel.test';
  const uris = { scriptUri: `${base}/panel.js`, styleUri: `${base}/panel.css` };
  return ['text/html', panelHtml({ ...uris, nonce: 'c29tZSBub25jZQ', cspSource: base })];
}

/** Turns the page to a theme as VS Code does: classes on the body, variables on the root. */
export function setTheme(page: Page, name: ThemeName): Promise<void> {
  return page.evaluate(({ classes, variables }) => {
    document.body.className = classes;
    for (const [key, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(`--vscode-${key}`, value);
    }
  }, themes[name]);
}

async function newPage(browser: Browser, { width, scheme = 'light' }: View): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return { page, complaints };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
