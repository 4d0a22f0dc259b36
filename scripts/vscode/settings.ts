import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { retry } from './retry.ts';

/** User settings by their full name, as in `settings.json`. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Themes that every VS Code has: `id` is the value of `workbench.colorTheme` (newer versions rename it in the
 * file by themselves), `label` what the theme picker shows, `className` what the workbench then carries.
 */
export const colorThemes = {
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  light: { id: 'Default Light Modern', label: 'Light Modern', className: 'vs' },
  highContrast: { id: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
  highContrastLight: {
    id: 'Default High Contrast Light',
    label: 'Light High Contrast',
    className: 'hc-light',
  },
} as const;

/** A key of {@link colorThemes}. */
export type ColorTheme = keyof typeof colorThemes;

// A still screen: no welcome page, tips, chat, update checks or notifications that come and go.
const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.colorTheme': colorThemes.dark.id,
  'window.commandCenter': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'editor.cursorBlinking': 'solid',
};

/** Writes the user settings a server starts with: the quiet ones, those that are there, then `settings`. */
export async function writeSettings(userDataDir: string, settings: Settings): Promise<void> {
  await save(userDataDir, { ...quiet, ...(await load(userDataDir)), ...settings });
}

/** Changes some user settings; an open workbench reads them when it is reloaded, not before. */
export async function updateSettings(userDataDir: string, changes: Settings): Promise<void> {
  // VS Code writes the file too, after a change of theme for one, and may just be about to.
  await retry(10_000, 'the changed settings', async () => {
    await save(userDataDir, { ...(await load(userDataDir)), ...changes });
    await setTimeout(300);
    const saved = await load(userDataDir);
    const lost = Object.keys(changes).filter(
      (name) => !(name in saved) || !isSame(saved[name], changes[name]),
    );
    if (lost.length > 0) throw new Error(`VS Code has overwritten ${lost.join(', ')}`);
  });
}

// VS Code gives themes their newer names at once.
function isSame(saved: unknown, wanted: unknown): boolean {
  const current =
    typeof wanted === 'string' ? wanted.replace(/^Default (?=(?:Dark|Light) Modern$)/, '') : wanted;
  return isDeepStrictEqual(saved, wanted) || saved === current;
}

async function load(userDataDir: string): Promise<Settings> {
  const file = settingsFile(userDataDir);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Settings) : {};
}

async function save(userDataDir: string, settings: Settings): Promise<void> {
  const file = settingsFile(userDataDir);
  await mkdir(dirname(file), { recursive: true });
  // In one step, so that VS Code never reads half a file.
  await writeFile(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

function settingsFile(userDataDir: string): string {
  return join(userDataDir, 'data', 'User', 'settings.json');
}
