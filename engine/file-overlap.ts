import type { Columns } from '../core/spec/columns.ts';
import type { FileOverlap } from '../core/spec/sample-facts.ts';

interface FileSpan {
  readonly file: number;
  from: number;
  to: number;
}

/** The first file that begins before one that is read earlier ends; undefined where they follow each other in time. */
export function fileOverlap(columns: Columns): FileOverlap | undefined {
  let latest: FileSpan | undefined;
  for (const span of spansOf(columns)) {
    if (latest && span.from < latest.to)
      return { file: span.file, from: span.from, before: latest.file, to: latest.to };
    if (!latest || span.to > latest.to) latest = span;
  }
  return undefined;
}

/** The times of the events of each file that has any, in the order of the files. */
function spansOf({ file, time, type, length }: Columns): readonly FileSpan[] {
  const spans = new Map<number, FileSpan>();
  for (let row = 0; row < length; row += 1) {
    if (type[row] === 0) continue;
    const [at, ms] = [file[row] as number, time[row] as number];
    const span = spans.get(at) ?? { file: at, from: ms, to: ms };
    spans.set(at, span);
    span.from = Math.min(span.from, ms);
    span.to = Math.max(span.to, ms);
  }
  return [...spans.values()];
}
