import { h, setAttribute } from './dom.ts';
import { scrollToRow, spaceHeight, type VirtualTable, windowAt } from './virtual-window.ts';

/** A row as it is drawn; `action` says what its button does after the text of the first cell. */
export interface TableRow {
  readonly cells: readonly (string | Node)[];
  readonly action: string;
  readonly activate: () => void;
  /** The row has got the focus. */
  readonly select?: () => void;
}

/** What a table shows. */
export interface TableContent {
  /** Names the layout in the stylesheet. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Undefined while the row is on its way. */
  row(index: number): TableRow | undefined;
}

const wideRowPx = 24;
/** Below this width the last column goes to a second line. */
const narrowPx = 640;
const narrowRowPx = 42;

/** A table of any length: only the rows in view exist, each with a button that arrow keys walk through. */
export class VirtualTableView {
  readonly element = h('div', { class: 'table-scroll', tabindex: -1 });
  readonly #table = h('div', { role: 'table' });
  readonly #head = h('div', { role: 'row', class: 'row head', 'aria-rowindex': 1 });
  readonly #body = h('div', { role: 'rowgroup', class: 'table-body' });
  #content: TableContent | undefined;
  readonly #rows = new Map<number, HTMLElement>();
  /** Rows in view whose content is on its way. */
  readonly #waiting = new Set<number>();
  #active = 0;
  #isNarrow = false;

  constructor() {
    this.#table.append(h('div', { role: 'rowgroup', class: 'table-head' }, this.#head), this.#body);
    this.element.append(this.#table);
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    new ResizeObserver(() => this.#onResize()).observe(this.element);
  }

  /** Shows other content, from its first row on. */
  show(content: TableContent): void {
    this.#content = content;
    this.#active = 0;
    this.element.scrollTop = 0;
    setAttribute(this.#table, 'aria-label', content.label);
    setAttribute(this.#table, 'aria-rowcount', content.count + 1);
    setAttribute(this.#table, 'class', `table table-${content.name}`);
    this.#head.replaceChildren(...content.columns.map((title) => h('div', { role: 'columnheader' }, title)));
    this.#dropOutside(0, 0);
    this.#draw();
  }

  /** Draws the rows that have arrived since they came into view. */
  arrived(): void {
    for (const index of this.#waiting) {
      const old = this.#rows.get(index);
      if (!old || !this.#content?.row(index)) continue;
      const hadFocus = old.contains(document.activeElement);
      this.#rows.delete(index);
      const row = this.#make(this.#content, index);
      row.style.transform = old.style.transform;
      if (hadFocus) row.querySelector('button')?.focus({ preventScroll: true });
      old.remove();
    }
  }

  #geometry(): VirtualTable {
    const rowHeight = this.#isNarrow ? narrowRowPx : wideRowPx;
    const viewHeight = Math.max(0, this.element.clientHeight - this.#head.offsetHeight);
    return { count: this.#content?.count ?? 0, rowHeight, viewHeight };
  }

  #draw(): void {
    const content = this.#content;
    if (!content) return;
    const table = this.#geometry();
    this.#body.style.height = `${spaceHeight(table)}px`;
    const { first, end, offset } = windowAt(this.#geometry(), this.element.scrollTop);
    this.#dropOutside(first, end);
    for (let index = first; index < end; index += 1) {
      const row = this.#rows.get(index) ?? this.#make(content, index);
      row.style.transform = `translateY(${offset + (index - first) * table.rowHeight}px)`;
    }
  }

  #dropOutside(first: number, end: number): void {
    for (const [index, row] of this.#rows) {
      if (index >= first && index < end) continue;
      // The focus would be lost to the page; from here the arrow keys still go on.
      if (row.contains(document.activeElement)) this.element.focus({ preventScroll: true });
      row.remove();
      this.#rows.delete(index);
      this.#waiting.delete(index);
    }
  }

  #make(content: TableContent, index: number): HTMLElement {
    const row = content.row(index);
    const [first = '…', ...others] = row?.cells ?? content.columns.map(() => '…');
    const button = h('button', {
      type: 'button',
      class: 'row-button',
      tabindex: index === this.#active ? 0 : -1,
    });
    button.append(first, ...(row ? [h('span', { class: 'visually-hidden' }, `, ${row.action}`)] : []));
    setAttribute(button, 'aria-disabled', row === undefined);
    if (row) this.#waiting.delete(index);
    else this.#waiting.add(index);
    button.addEventListener('click', () => row?.activate());
    button.addEventListener('focus', () => {
      this.#active = index;
      row?.select?.();
    });
    const cells = [button, ...others].map((cell) =>
      // What does not fit is told on hover.
      h('div', { role: 'cell', title: typeof cell === 'string' ? cell : undefined }, cell),
    );
    const element = h('div', { role: 'row', class: 'row', 'aria-rowindex': index + 2 }, ...cells);
    this.#rows.set(index, element);
    // Screen readers read in document order, which must be that of the rows.
    const after = [...this.#rows.keys()].filter((other) => other > index).sort((a, b) => a - b)[0];
    this.#body.insertBefore(element, after === undefined ? null : (this.#rows.get(after) ?? null));
    return element;
  }

  #onKey(event: KeyboardEvent): void {
    const table = this.#geometry();
    const page = Math.max(1, Math.floor(table.viewHeight / table.rowHeight) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: table.count - 1,
    };
    const target = targets[event.key];
    if (target === undefined || table.count === 0) return;
    event.preventDefault();
    this.#focusRow(Math.max(0, Math.min(table.count - 1, target)));
  }

  #focusRow(index: number): void {
    this.#rows.get(this.#active)?.querySelector('button')?.setAttribute('tabindex', '-1');
    this.#active = index;
    this.element.scrollTop = scrollToRow(this.#geometry(), index, this.element.scrollTop);
    this.#draw();
    const button = this.#rows.get(index)?.querySelector('button');
    button?.setAttribute('tabindex', '0');
    button?.focus({ preventScroll: true });
  }

  #onResize(): void {
    this.#isNarrow = this.element.clientWidth < narrowPx;
    this.element.classList.toggle('narrow', this.#isNarrow);
    this.#draw();
  }
}
