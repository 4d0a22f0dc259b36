import { monitorIds } from '../../../core/simulate/plan.ts';
import {
  entryOf,
  type Item,
  type Outline,
  type OutlineNode,
  scalarText,
  slotsOf,
} from '../../syntax/cursor/outline.ts';

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
export function monitorsIn({ value }: Outline): Definition[] {
  const list = value?.type === 'seq' ? value : entryOf(value, 'monitors')?.value;
  if (list?.type !== 'seq') return [];
  const items = list.items.filter((item) => kindOf(item) !== undefined);
  const ids = monitorIds(
    items.map((item) => {
      const id = scalarText(entryOf(item.value, 'id')?.value);
      return { kind: kindOf(item), ...(id === undefined ? {} : { id }) };
    }),
  );
  return items.map((item, at) => ({
    name: ids[at] ?? '',
    start: item.dash >= 0 ? item.dash : item.start,
    end: item.value ? endOf(item.value) : item.start,
  }));
}

const kindOf = (item: Item) => scalarText(entryOf(item.value, 'kind')?.value);

/** Behind the last character of a value; block collections end with their last scalar. */
function endOf(node: OutlineNode): number {
  let last = node;
  for (;;) {
    if (last.type === 'scalar' || last.flow) return last.end;
    const slot = slotsOf(last).at(-1);
    if (!slot) return last.start;
    if (!slot.value) return 'colon' in slot ? Math.max(slot.colon + 1, slot.key.end) : slot.start;
    last = slot.value;
  }
}
