import { h, setAttribute, setText } from './dom.ts';
import type { TableTab } from './state.ts';

const titles: Readonly<Record<TableTab, string>> = {
  alerts: 'Alerts',
  episodes: 'Episodes',
  retraining: 'Retraining',
};
const order = Object.keys(titles) as TableTab[];

/** The tabs above the tables, with a count each; arrow keys walk them. */
export function tabList(onChoose: (tab: TableTab) => void): {
  element: HTMLElement;
  update(chosen: TableTab, count: (tab: TableTab) => string): void;
} {
  const counts = new Map(order.map((tab) => [tab, h('span', { class: 'count' })]));
  const buttons = new Map(
    order.map((tab) => {
      const attributes = { type: 'button', role: 'tab', id: `tab-${tab}`, 'aria-controls': 'table-panel' };
      const button = h('button', { ...attributes, onclick: () => onChoose(tab) }, titles[tab], ' ');
      button.append(counts.get(tab) ?? '');
      return [tab, button];
    }),
  );
  const element = h('div', { role: 'tablist', 'aria-label': 'Tables' }, ...buttons.values());
  element.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = order.findIndex((tab) => buttons.get(tab) === document.activeElement);
    const next = order[(at + step + order.length) % order.length];
    if (step === 0 || at === -1 || !next) return;
    event.preventDefault();
    onChoose(next);
    buttons.get(next)?.focus();
  });
  return {
    element,
    update: (chosen, count) => {
      for (const [tab, button] of buttons) {
        setAttribute(button, 'aria-selected', String(tab === chosen));
        setAttribute(button, 'tabindex', tab === chosen ? 0 : -1);
        setText(counts.get(tab) ?? button, count(tab));
      }
    },
  };
}
