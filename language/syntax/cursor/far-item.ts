import { char, isBreak, isGap, lineEnd, skipBlanks } from './characters.ts';
import type { Item, OutlineNode } from './outline.ts';

/** An item that the cursor is not in. Most of a long file is never asked for. */
export class FarItem implements Item {
  readonly start: number;
  readonly dash: number;
  readonly comma = -1;
  #scan: (() => OutlineNode | undefined) | undefined;
  #value: OutlineNode | undefined;

  constructor(dash: number, scan: () => OutlineNode | undefined) {
    this.start = dash + 1;
    this.dash = dash;
    this.#scan = scan;
  }

  get value(): OutlineNode | undefined {
    if (this.#scan) this.#value = this.#scan();
    this.#scan = undefined;
    return this.#value;
  }
}

/**
 * A bracket may close a collection that began above; what opens one is read by the indentation of what stands above;
 * directives, anchors and tags say nothing about structure.
 */
const endsNothing: ReadonlySet<number> = new Set([
  char.openBrace,
  char.openBracket,
  char.pipe,
  char.greater,
  char.closeBrace,
  char.closeBracket,
  char.percent,
  char.ampersand,
  char.exclamation,
]);

/**
 * Where the lines of an item end: at the next dash below its own, or at the first line that is indented less. Undefined where what
 * comes first is a line that may end nothing, and where the item may hold an anchor or an alias: what those mean is a matter of order.
 */
export function itemEnd(
  text: string,
  start: number,
  column: number,
  documentEnd: number,
): number | undefined {
  const end = lastLine(text, start, column, documentEnd);
  return end === undefined || refers.test(text.slice(start, end)) ? undefined : end;
}

const refers = /[&*]/;

function lastLine(text: string, start: number, column: number, documentEnd: number): number | undefined {
  let line = lineEnd(text, start) + 1;
  while (line < documentEnd) {
    const first = skipBlanks(text, line);
    const code = text.charCodeAt(first);
    const isContent = !isBreak(code) && code !== char.hash && !Number.isNaN(code);
    if (isContent && first - line <= column) {
      const isNext = first - line < column || (code === char.dash && isGap(text.charCodeAt(first + 1)));
      return isNext && !endsNothing.has(code) ? line : undefined;
    }
    line = lineEnd(text, first) + 1;
  }
  return documentEnd;
}
