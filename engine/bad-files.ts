import type { Columns } from '../core/spec/columns.ts';
import type { BadFile } from '../core/spec/sample-facts.ts';
import type { EventData } from '../events/read-events.ts';

/** What is said of a file without rows. */
const empty = { line: 0, code: 'empty', message: 'the file is empty' };

/** The files with rows that are no events, or without rows, in order. `isWhole`: the last file was read to its end. */
export function badFiles({ columns, firstBad }: EventData, isWhole: boolean): BadFile[] {
  const { rows, bad } = countRows(columns);
  const last = columns.file[columns.length - 1] ?? 0;
  return columns.files.flatMap((name, file) => {
    const counts = { rows: rows[file] ?? 0, bad: bad[file] ?? 0, isWhole: isWhole || file < last };
    if (counts.rows === 0) return counts.isWhole ? [{ file, ...counts, first: empty }] : [];
    const first = firstBad.get(name);
    if (!first || counts.bad === 0) return [];
    const { line, code, message } = first;
    return [{ file, ...counts, first: { line, code, message } }];
  });
}

function countRows({ file, type, length, files }: Columns) {
  const rows = new Uint32Array(files.length);
  const bad = new Uint32Array(files.length);
  for (let row = 0; row < length; row += 1) {
    const at = file[row] as number;
    rows[at] = (rows[at] as number) + 1;
    if (type[row] === 0) bad[at] = (bad[at] as number) + 1;
  }
  return { rows, bad };
}
