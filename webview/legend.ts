import { h } from './dom.ts';
import { markIcon } from './marks.ts';

/** What the lines, shades and shapes mean, and which keys the charts take. */
export function legend(canOpen: boolean): HTMLElement {
  const swatch = (name: string, text: string) =>
    h('li', {}, h('span', { class: `swatch swatch-${name}`, 'aria-hidden': true }), text);
  const mark = (shape: 'info' | 'warning' | 'critical' | 'retraining', text: string) =>
    h('li', {}, markIcon(shape), text);
  const items = [
    swatch('line', 'value'),
    swatch('limit', 'limit or band'),
    swatch('pending', 'pending'),
    swatch('firing', 'firing'),
    swatch('cooldown', 'firing, muted'),
    swatch('warming', 'warming up'),
    mark('info', 'info'),
    mark('warning', 'warning'),
    mark('critical', 'critical'),
    mark('retraining', 'retraining requested'),
  ];
  return h('div', { class: 'legend' }, h('ul', { 'aria-label': 'Legend' }, ...items), keysHelp(canOpen));
}

function keysHelp(canOpen: boolean): HTMLElement {
  const text = [
    'In a chart: drag to zoom, double-click to show all. Arrow keys move by point (with Shift by ten)',
    '[ and ] jump between alerts',
    ...(canOpen ? ['Enter opens the event'] : []),
    '+ and - zoom',
    'Escape or 0 shows all',
    'up and down change lane.',
  ].join(', ');
  return h('p', { class: 'muted keys', id: 'chart-keys' }, text);
}
