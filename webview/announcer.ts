import { debounced, h } from './dom.ts';

/** Long enough not to read out every point that the cursor runs over. */
const restMs = 250;

/** A live region that nobody sees, and how to speak through it. */
export function announcer(): { element: HTMLElement; say: (text: string) => void } {
  const element = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const say = debounced((text: string) => {
    element.textContent = text;
  }, restMs);
  return { element, say };
}
