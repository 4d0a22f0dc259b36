/**
 * `npm run studio`: the extension, built from this folder, in a VS Code to be opened in any browser.
 *
 *     --folder DIR        workspace to open (default: examples)
 *     --version V         1.100.3 or 1.139.1 (default: the newest)
 *     --screenshot FILE   open it headless, save a PNG and exit
 *     --theme NAME        dark, light, highContrast or highContrastLight
 *     --open PATH         with --screenshot: a file of the workspace to open first
 *     --command TITLE     with --screenshot: a command to run then, by its palette title
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openWorkbench, remotePath, workbenchUrl } from './vscode/browser.ts';
import { cacheRoot } from './vscode/cache.ts';
import { execLogged } from './vscode/exec-logged.ts';
import { ensureVsCode, type VsCodeInstall, type VsCodeVersion, vsCodeVersions } from './vscode/install.ts';
import { startVsCodeServer, type VsCodeServer } from './vscode/server.ts';
import { type ColorTheme, colorThemes, type Settings } from './vscode/settings.ts';
import { clearNotifications, openFile, runCommand, settled } from './vscode/workbench.ts';

const root = dirname(import.meta.dirname);

interface StudioOptions {
  readonly version: VsCodeVersion;
  readonly folder: string;
  readonly theme?: ColorTheme;
  readonly screenshot?: string;
  readonly open?: string;
  readonly command?: string;
}

const log = (line: string): void => console.error(line);

async function studio(options: StudioOptions): Promise<void> {
  const install = await ensureVsCode(options.version, log);
  await execLogged('npm', ['run', 'build', '--if-present', '--silent'], { cwd: root, log });
  const settings: Settings =
    options.theme === undefined ? {} : { 'workbench.colorTheme': colorThemes[options.theme].id };
  if (options.screenshot !== undefined) return screenshot(install, settings, options, options.screenshot);
  const userDataDir = join(cacheRoot(), 'studio', options.version);
  const server = await startVsCodeServer({ install, userDataDir, settings });
  const payload = { extensionDevelopmentPath: remotePath(server, root) };
  console.log(`Open ${workbenchUrl(server, { folder: options.folder, payload })}`);
  console.log('Ctrl-C ends it.');
}

async function screenshot(
  install: VsCodeInstall,
  settings: Settings,
  options: StudioOptions,
  file: string,
): Promise<void> {
  // Not the folder of the studio: what somebody has set up there is not to be in the picture.
  const userDataDir = await mkdtemp(join(tmpdir(), 'driftscope-vscode-'));
  const server = await startVsCodeServer({ install, userDataDir, settings });
  try {
    await savePicture(server, options, file);
  } finally {
    await server.stop();
    await rm(userDataDir, { recursive: true, force: true });
  }
}

async function savePicture(
  server: VsCodeServer,
  { folder, open, command }: StudioOptions,
  file: string,
): Promise<void> {
  const payload = { extensionDevelopmentPath: remotePath(server, root) };
  const workbench = await openWorkbench(server, { folder, payload });
  try {
    const { page } = workbench;
    if (open !== undefined) await openFile(page, open);
    if (command !== undefined) await runCommand(page, command);
    // Time for a language server or a webview to answer; what it shows is not known here.
    await page.waitForTimeout(open === undefined && command === undefined ? 500 : 3000);
    await clearNotifications(page);
    await settled(page);
    await mkdir(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
    console.log(`saved ${file}`);
  } finally {
    await workbench.close();
  }
}

function optionsFromCommandLine(): StudioOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { folder: text, version: text, screenshot: text, theme: text, open: text, command: text },
  });
  const { version = vsCodeVersions.at(-1) ?? '', theme, screenshot: file, open, command } = values;
  if (!isOneOf(vsCodeVersions, version)) throw new Error(`--version is one of ${vsCodeVersions.join(', ')}`);
  const themes = Object.keys(colorThemes) as ColorTheme[];
  if (theme !== undefined && !isOneOf(themes, theme))
    throw new Error(`--theme is one of ${themes.join(', ')}`);
  return {
    version,
    folder: resolve(values.folder ?? join(root, 'examples')),
    ...(theme === undefined ? {} : { theme }),
    ...(file === undefined ? {} : { screenshot: resolve(file) }),
    ...(open === undefined ? {} : { open }),
    ...(command === undefined ? {} : { command }),
  };
}

function isOneOf<T extends string>(all: readonly T[], value: string): value is T {
  return (all as readonly string[]).includes(value);
}

try {
  await studio(optionsFromCommandLine());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
