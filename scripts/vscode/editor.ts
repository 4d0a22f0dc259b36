import type { Page } from 'playwright-core';
import { quickInput } from './quick-input.ts';
import { defaultTimeoutMs, retry } from './retry.ts';

const activeGroup = '.editor-group-container.active';

/** Types at the cursor of the active editor, key by key, so that completion and diagnostics follow. */
export async function typeInEditor(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.type(text, { delay: 20 });
}

/** Puts the cursor at a 1-based line and column of the active editor. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+G');
  const input = quickInput(page);
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

/** Replaces the whole text of the active editor in one edit, and waits until its last line shows. */
export async function replaceEditorText(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  // Typed or inserted line ends would be auto-indented; pasted text stays as it is.
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+V');
  const last =
    text
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trimEnd() ?? '';
  await retry(defaultTimeoutMs, `“${last}” in the editor`, async () => {
    const shown = await visibleEditorText(page);
    if (!shown.includes(last)) throw new Error(`the editor shows ${shown}`);
  });
}

/** The text of the lines that the active editor shows; lines scrolled out of view are not in it. */
export async function visibleEditorText(page: Page): Promise<string> {
  const lines = await page.locator(`${activeGroup} .view-lines .view-line`).all();
  const placed = await Promise.all(
    lines.map(async (line) => ({
      top: (await line.boundingBox())?.y ?? 0,
      text: (await line.textContent()) ?? '',
    })),
  );
  // The editor reuses its elements, so their order in the page is not the order of the lines.
  placed.sort((a, b) => a.top - b.top);
  return placed.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n');
}

/** Saves the active editor and waits until its tab is clean. */
export async function saveFile(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S');
  await page.locator(`${activeGroup} .tab.active:not(.dirty)`).waitFor();
}

/** Puts the keyboard focus into the text of the active editor. */
export async function focusEditor(page: Page): Promise<void> {
  const editor = page.locator(`${activeGroup} .monaco-editor`);
  await editor.locator('.native-edit-context, textarea.inputarea').first().focus();
}
