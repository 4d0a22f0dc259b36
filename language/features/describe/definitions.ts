import { monitorIds } from '../../../core/simulate/plan.ts';
import {
  entryOf,
  type Item,
  type Outline,
  type OutlineNode,
  scalarText,
  slotsOf,
} from '../../syntax/cursor/outline.ts';
import { type Frame, type Siblings, siblingsOf } from '../../syntax/cursor/place.ts';
import type { Span } from '../../syntax/tree.ts';

/** Something a document gives a name to: where its text is. */
export interface Definition {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The strategies under `strategies`, in order. */
export function strategiesIn({ value }: Outline): Definition[] {
  const map = entryOf(value, 'strategies')?.value;
  if (map?.type !== 'map') return [];
  const named = map.entries.filter(({ colon }) => colon >= 0);
  return named.map((entry) => ({
    name: entry.key.text,
    start: entry.key.start,
    end: entry.value ? endOf(entry.value) : entry.colon + 1,
  }));
}

/** The monitors, in order, by the ids they go by: a list that is the whole document, or under `monitors`. */
export const monitorsIn = (outline: Outline): Definition[] =>
  monitorItems(outline).map(({ item, id }) => ({
    name: id,
    start: item.dash >= 0 ? item.dash : item.start,
    end: item.value ? endOf(item.value) : item.start,
  }));

/** A monitor of a document: the id it goes by, and its keys with the text of their values. */
export interface MonitorKeys {
  readonly id: string;
  readonly keys: Siblings;
}

/** The monitors that a place concerns: the one it lies in, or those that use the named strategy it lies in. */
export function monitorsConcerned(outline: Outline, path: readonly Frame[]): MonitorKeys[] {
  const isWanted = concernOf(path);
  if (!isWanted) return [];
  return monitorItems(outline)
    .filter(isWanted)
    .map(({ item, id }) => ({ id, keys: item.value?.type === 'map' ? siblingsOf(item.value) : new Map() }));
}

/** Which monitors a place concerns; undefined where it can be none. */
function concernOf([first, second]: readonly Frame[]): ((monitor: MonitorItem) => boolean) | undefined {
  if (first?.type === 'map' && first.key === 'strategies' && second?.type === 'map')
    return ({ item }) => strategyNames(item).includes(second.key);
  const isBelow = first?.type === 'map' && first.key === 'monitors';
  const frame = first?.type === 'seq' ? first : isBelow ? second : undefined;
  return frame?.type === 'seq' ? ({ index }) => index === frame.index : undefined;
}

interface MonitorItem {
  readonly item: Item;
  readonly index: number;
  readonly id: string;
}

function monitorItems({ value }: Outline): MonitorItem[] {
  const list = value?.type === 'seq' ? value : entryOf(value, 'monitors')?.value;
  if (list?.type !== 'seq') return [];
  const items = list.items.map((item, index) => ({ item, index })).filter(({ item }) => kindOf(item));
  const ids = monitorIds(
    items.map(({ item }) => {
      const id = scalarText(entryOf(item.value, 'id')?.value);
      return { kind: kindOf(item), ...(id === undefined ? {} : { id }) };
    }),
  );
  return items.map((one, at) => ({ ...one, id: ids[at] ?? '' }));
}

function strategyNames({ value }: Item): string[] {
  const strategy = entryOf(value, 'strategy')?.value;
  const nodes = strategy?.type === 'seq' ? strategy.items.map((item) => item.value) : [strategy];
  return nodes.flatMap((node) => scalarText(node) ?? []);
}

const kindOf = (item: Item) => scalarText(entryOf(item.value, 'kind')?.value);

/** Behind the last character of a value; block collections end with their last scalar. */
export function endOf(node: OutlineNode): number {
  let last = node;
  for (;;) {
    if (last.type === 'scalar' || last.flow) return last.end;
    const slot = slotsOf(last).at(-1);
    if (!slot) return last.start;
    if (!slot.value) return 'colon' in slot ? Math.max(slot.colon + 1, slot.key.end) : slot.start;
    last = slot.value;
  }
}

/** The lines of a definition, moved to the left margin. */
export function definitionText({ start, end }: Span, text: string): string {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = ' '.repeat(start - lineStart);
  const [first = '', ...rest] = text.slice(start, end).split(/\r?\n/);
  return [first, ...rest.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))].join(
    '\n',
  );
}
