import type { Frame, Page } from 'playwright-core';
import { defaultTimeoutMs, retry } from './retry.ts';

/** The document inside a visible webview for which `predicate` holds, once it has loaded. */
export async function webviewFrame(
  page: Page,
  predicate: (frame: Frame) => boolean | Promise<boolean> = () => true,
  timeoutMs = defaultTimeoutMs,
): Promise<Frame> {
  return retry(timeoutMs, 'a webview', async () => {
    for (const frame of page.frames().filter(isWebviewContent)) {
      // A webview that is being rebuilt loses its frame between two calls.
      if (await Promise.resolve(predicate(frame)).catch(() => false)) return frame;
    }
    throw new Error(
      `the frames are ${page
        .frames()
        .map((frame) => frame.url())
        .join(', ')}`,
    );
  });
}

/** A predicate for {@link webviewFrame}: the document has something that matches the selector. */
export function hasElement(selector: string): (frame: Frame) => Promise<boolean> {
  return async (frame) => (await frame.locator(selector).count()) > 0;
}

// The outer frame is VS Code's; what an extension writes is in the inner one.
function isWebviewContent(frame: Frame): boolean {
  return /\/fake\.html(\?|$)/.test(frame.url()) && frame.parentFrame() !== null && !frame.isDetached();
}
