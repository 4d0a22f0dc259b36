import type { Piece } from './pieces.ts';

const scalars: ReadonlySet<string> = new Set(['scalar', 'single-quoted-scalar', 'double-quoted-scalar']);
const closers: ReadonlySet<string> = new Set(['flow-map-end', 'flow-seq-end']);

/** What stands between two tokens of one line; `gap` is what stands there now. */
export function spacing(before: Piece, after: Piece, gap: string): string {
  // People align comments by hand.
  if (after.type === 'comment') return gap === '' ? ' ' : gap;
  return spaceBefore(before, after) ?? spaceAfter(before, after) ?? gap;
}

function spaceBefore(before: Piece, after: Piece): string | undefined {
  const { type } = after;
  if (type === 'flow-map-end') return before.type === 'flow-map-start' ? '' : ' ';
  // A name such as `*a` would take what follows it in, and a lone `:` needs its blank in some readers.
  const isClosed = scalars.has(before.type) || closers.has(before.type);
  if (type === 'flow-seq-end')
    return isClosed || ['flow-seq-start', 'comma'].includes(before.type) ? '' : ' ';
  if (type === 'comma' || type === 'map-value-ind') return isClosed ? '' : undefined;
  return undefined;
}

function spaceAfter({ type }: Piece, after: Piece): string | undefined {
  if (after.type === 'comma' || after.type === 'map-value-ind') return undefined;
  if (type === 'flow-seq-start') return '';
  const isFollowed: readonly string[] = [
    'seq-item-ind',
    'map-value-ind',
    'explicit-key-ind',
    'comma',
    'flow-map-start',
    'anchor',
    'tag',
    'doc-start',
  ];
  return isFollowed.includes(type) ? ' ' : undefined;
}
