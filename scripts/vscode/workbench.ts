import type { Frame, Locator, Page } from 'playwright-core';
import { pickItem, quickInput, runCommand } from './quick-input.ts';
import { defaultTimeoutMs } from './retry.ts';
import { type ColorTheme, colorThemes } from './settings.ts';

export * from './editor.ts';
export { openFile, pickItem, quickInput, quickInputRow, runCommand } from './quick-input.ts';
export * from './webview.ts';

/** Switches the theme of an open workbench, webviews included, and waits until it shows. */
export async function setColorTheme(page: Page, theme: ColorTheme): Promise<void> {
  const { label, className } = colorThemes[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await pickItem(page, label);
  await page.locator(`.monaco-workbench.${className}`).waitFor();
  await quickInput(page).waitFor({ state: 'hidden' });
  await settled(page);
}

/** Waits until visible text is in the page or a frame, and returns where. */
export async function waitForText(
  where: Page | Frame,
  text: string | RegExp,
  timeoutMs = defaultTimeoutMs,
): Promise<Locator> {
  const found = where.getByText(text).filter({ visible: true }).first();
  await found.waitFor({ timeout: timeoutMs });
  return found;
}

/** Shows the Problems view and returns the text of its rows once there is at least one. */
export async function problems(page: Page, timeoutMs = defaultTimeoutMs): Promise<string[]> {
  await runCommand(page, 'Problems: Focus on Problems View', timeoutMs);
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor({ timeout: timeoutMs });
  return rows.allInnerTexts();
}

/** Closes the notifications on screen, which would cover what a screenshot is about. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
}

/** Waits until nothing on the page fades or slides, so that a screenshot shows no half-way colours. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(transitions.map((one) => one.finished));
  });
}
