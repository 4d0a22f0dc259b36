import type { Locator, Page } from 'playwright-core';
import { defaultTimeoutMs, retry } from './retry.ts';

/** Runs a command by its full palette title, such as `Driftscope: Simulate`. */
export async function runCommand(page: Page, title: string, timeoutMs = defaultTimeoutMs): Promise<void> {
  await pickInQuickInput(page, { key: 'F1', text: `>${title}`, row: title, timeoutMs });
}

/** Opens a file, by its path in the folder, in the active editor group and waits until its text shows. */
export async function openFile(page: Page, path: string, timeoutMs = defaultTimeoutMs): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  await pickInQuickInput(page, { key: 'ControlOrMeta+P', text: path, row: name, timeoutMs });
  const group = page.locator('.editor-group-container.active');
  await group.locator('.tab.active').filter({ hasText: name }).waitFor({ timeout: timeoutMs });
  await group.locator('.monaco-editor .view-line').first().waitFor({ timeout: timeoutMs });
}

/** Filters the quick pick that a command has opened down to `label`, and picks it. */
export async function pickItem(page: Page, label: string, timeoutMs = defaultTimeoutMs): Promise<void> {
  await retry(timeoutMs, `“${label}” in the quick pick`, async (count) => {
    const timeout = Math.min(1000 * (count + 1), 5000);
    await quickInput(page).fill(label, { timeout });
    await clickRow(quickInputRow(page, label), timeout);
  });
}

/** The text field of the palette, quick pick or input box that is open. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-box input');
}

/** The row of the open palette or quick pick whose label is exactly `label`. */
export function quickInputRow(page: Page, label: string): Locator {
  const exact = new RegExp(`^\\s*${escapeRegExp(label).replaceAll(' ', '\\s')}\\s*$`);
  const name = page.locator('.label-name').filter({ hasText: exact });
  return page.locator('.quick-input-widget:visible .monaco-list-row').filter({ has: name }).first();
}

interface QuickPickStep {
  readonly key: string;
  readonly text: string;
  readonly row: string;
  readonly timeoutMs: number;
}

// A list that is filled before the extensions have registered their commands does not grow when they do, and
// a key pressed while the page loads is lost, so the whole step is repeated until the row is there.
async function pickInQuickInput(page: Page, { key, text, row, timeoutMs }: QuickPickStep): Promise<void> {
  const input = quickInput(page);
  const rowLocator = quickInputRow(page, row);
  await retry(timeoutMs, `“${row}” in the quick input`, async (count) => {
    // Short at first, since a lost key is the usual case, then patient with a slow machine.
    const timeout = Math.min(500 * (count + 1), 5000);
    await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    await input.waitFor({ timeout });
    await input.fill(text);
    await rowLocator.waitFor({ timeout }).catch(async (cause: unknown) => {
      const shown = await page.locator('.quick-input-widget:visible .label-name').allInnerTexts();
      throw new Error(`the list shows: ${shown.join(' | ')}`, { cause });
    });
    await clickRow(rowLocator, timeout);
  });
}

// A click on a list that is just being drawn anew may come to nothing; one that counts closes the list.
async function clickRow(row: Locator, timeout: number): Promise<void> {
  await row.click({ timeout });
  await row.waitFor({ state: 'hidden', timeout: 5000 });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
