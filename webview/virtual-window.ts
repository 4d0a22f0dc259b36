/** Browsers stop laying out beyond some 33 million pixels; a longer table scrolls in proportion instead. */
const tallestPx = 15_000_000;

/** A table of equal rows of which only those in view exist. Lengths in pixels. */
export interface VirtualTable {
  readonly count: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
}

/** Which rows to draw, and where the first of them goes. */
export interface VirtualWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Offset of row `first` from the top of the table's space. */
  readonly offset: number;
}

/** Height of the space that is scrolled. */
export function spaceHeight({ count, rowHeight }: VirtualTable): number {
  return Math.min(tallestPx, count * rowHeight);
}

/** The rows in view when the space is scrolled down by `scrollTop`, with a few beyond each edge. */
export function windowAt(table: VirtualTable, scrollTop: number, beyond = 6): VirtualWindow {
  const { count, rowHeight, viewHeight } = table;
  const top = Math.max(0, scrollTop) * pace(table);
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - beyond);
  const end = Math.min(count, Math.ceil((top + viewHeight) / rowHeight) + beyond);
  return { first, end, offset: Math.max(0, scrollTop) - (top - first * rowHeight) };
}

/** Where to scroll so that `row` is in view, moving as little as possible from `scrollTop`. */
export function scrollToRow(table: VirtualTable, row: number, scrollTop: number): number {
  const top = scrollTop * pace(table);
  const wanted = Math.min(top, row * table.rowHeight);
  const least = (row + 1) * table.rowHeight - table.viewHeight;
  return Math.max(wanted, least) / pace(table);
}

/** Rows' pixels that pass per pixel scrolled; 1 unless the table is taller than can be laid out. */
function pace(table: VirtualTable): number {
  const scrollable = spaceHeight(table) - table.viewHeight;
  return scrollable <= 0 ? 1 : (table.count * table.rowHeight - table.viewHeight) / scrollable;
}
