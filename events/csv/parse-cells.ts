import { decodeUtf8 } from '../values/utf8.ts';

const quote = 34;
const blank = 32;

/** Takes the cells of a record in order; a cell's text is given when it differs from its bytes. */
export interface CellSink {
  cell(index: number, start: number, end: number, text: string | undefined): void;
}

/**
 * Walks over the cells of a record and answers how many there are, or -1 when the quotes are wrong. Blanks around a
 * cell are not part of it unless they are quoted.
 */
export function parseCells(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  sink: CellSink,
): number {
  let index = 0;
  let at = start;
  for (;;) {
    while (at < end && bytes[at] === blank) at++;
    const behind =
      bytes[at] === quote && at < end
        ? quotedCell(bytes, at, end, delimiter, index, sink)
        : plainCell(bytes, at, end, delimiter, index, sink);
    if (behind < 0) return -1;
    index++;
    if (behind >= end) return index;
    at = behind + 1;
  }
}

/** Hands a cell on and answers the offset of the delimiter behind it, or the record's end. */
function plainCell(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  index: number,
  sink: CellSink,
): number {
  let behind = start;
  while (behind < end && bytes[behind] !== delimiter) behind++;
  let last = behind;
  while (last > start && bytes[last - 1] === blank) last--;
  sink.cell(index, start, last, undefined);
  return behind;
}

function quotedCell(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  index: number,
  sink: CellSink,
): number {
  let hasEscapes = false;
  let at = start + 1;
  for (; at < end; at++) {
    if (bytes[at] !== quote) continue;
    if (at + 1 >= end || bytes[at + 1] !== quote) break;
    hasEscapes = true;
    at++;
  }
  if (at >= end) return -1;
  const text = hasEscapes ? decodeUtf8(bytes, start + 1, at).replaceAll('""', '"') : undefined;
  sink.cell(index, start + 1, at, text);
  let behind = at + 1;
  while (behind < end && bytes[behind] === blank && blank !== delimiter) behind++;
  return behind < end && bytes[behind] !== delimiter ? -1 : behind;
}
