import type { Columns, TextColumn } from '../../core/spec/columns.ts';

/** Joins the batches of one run. */
export function concatColumns(batches: readonly Columns[]): Columns {
  const [first] = batches;
  const last = batches.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('there is no batch to join');
  const filled = batches.filter((batch) => batch.length > 0);
  if (filled.length <= 1) return { ...(filled[0] ?? last), firstRow: first.firstRow };
  const length = filled.reduce((sum, batch) => sum + batch.length, 0);
  const pick = <T extends Part>(kind: new (length: number) => T, part: (batch: Columns) => T) =>
    joined(filled, new kind(length), part);
  return {
    length,
    firstRow: first.firstRow,
    time: pick(Float64Array, (batch) => batch.time),
    type: pick(Uint8Array, (batch) => batch.type),
    model: pick(Uint32Array, (batch) => batch.model),
    file: pick(Uint16Array, (batch) => batch.file),
    line: pick(Uint32Array, (batch) => batch.line),
    numbers: joinedNumbers(filled, length),
    texts: joinedTexts(filled, length),
    models: last.models,
    files: last.files,
  };
}

interface Part {
  readonly length: number;
  set(part: this, at: number): void;
}

function joined<T extends Part>(
  batches: readonly Columns[],
  whole: T,
  part: (batch: Columns) => T | undefined,
): T {
  let at = 0;
  for (const batch of batches) {
    const values = part(batch);
    if (values !== undefined) whole.set(values, at);
    at += batch.length;
  }
  return whole;
}

function joinedNumbers(batches: readonly Columns[], length: number): Map<string, Float64Array> {
  const names = new Set(batches.flatMap((batch) => [...batch.numbers.keys()]));
  const columns = new Map<string, Float64Array>();
  for (const name of names) {
    const whole = new Float64Array(length);
    let at = 0;
    for (const batch of batches) {
      const values = batch.numbers.get(name);
      if (values === undefined) whole.fill(Number.NaN, at, at + batch.length);
      else whole.set(values, at);
      at += batch.length;
    }
    columns.set(name, whole);
  }
  return columns;
}

function joinedTexts(batches: readonly Columns[], length: number): Map<string, TextColumn> {
  const columns = new Map<string, TextColumn>();
  for (const batch of batches) {
    for (const [name, { dictionary }] of batch.texts) {
      if (columns.has(name)) continue;
      const codes = joined(batches, new Uint32Array(length), (one) => one.texts.get(name)?.codes);
      columns.set(name, { codes, dictionary });
    }
  }
  return columns;
}
