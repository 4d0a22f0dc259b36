import type { RunSummary } from '../protocol/simulation-messages.ts';
import { h, setAttribute } from './dom.ts';

/** A choice of one monitor or all; undefined means all. */
export function monitorFilter(onChoose: (monitor: string | undefined) => void): {
  element: HTMLElement;
  update(summary: RunSummary, monitor: string | undefined): void;
} {
  const select = h('select', {
    id: 'monitor-filter',
    onchange: () => onChoose(select.value === '' ? undefined : select.value),
  });
  const element = h('span', { class: 'filter' }, h('label', { for: select.id }, 'Monitor'), ' ', select);
  let known = '';
  return {
    element,
    update: (summary, monitor) => {
      const ids = [...new Set(summary.lanes.map((lane) => lane.id))];
      if (ids.join('\n') !== known) {
        known = ids.join('\n');
        const all = h('option', { value: '' }, 'All');
        select.replaceChildren(all, ...ids.map((id) => h('option', { value: id }, id)));
      }
      setAttribute(element, 'hidden', ids.length < 2);
      select.value = monitor ?? '';
    },
  };
}
