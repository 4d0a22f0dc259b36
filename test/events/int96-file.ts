/**
 * Parquet files whose times are INT96, as Spark, Hive and Impala wrote them for years. No writer at hand makes them, so
 * this one does, by the format's specification: one row group, a plain page per column, no nulls.
 */

/** A field of a Thrift struct in the compact protocol: its id and its value with the value's type. */
type Field = readonly [id: number, type: number, value: Buffer];

const i32 = (id: number, value: number): Field => [id, 5, varint(value * 2)];
const i64 = (id: number, value: number): Field => [id, 6, varint(value * 2)];
const text = (id: number, value: string): Field => [id, 8, binary(value)];
const inner = (id: number, value: Buffer): Field => [id, 12, value];
const list = (id: number, type: number, items: readonly Buffer[]): Field => [
  id,
  9,
  Buffer.concat([Buffer.from([(items.length << 4) | type]), ...items]),
];

function struct(...fields: readonly Field[]): Buffer {
  let last = 0;
  const parts = fields.map(([id, type, value]) => {
    const header = Buffer.from([((id - last) << 4) | type]);
    last = id;
    return Buffer.concat([header, value]);
  });
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

const binary = (value: string) => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);

/** A column's physical type (3 is INT96, 5 a double, 6 bytes) and its values as they are stored. */
interface Column {
  readonly name: string;
  readonly type: 3 | 5 | 6;
  readonly values: readonly Buffer[];
}

export function texts(name: string, values: readonly string[]): Column {
  const stored = values.map((value) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value)]);
  });
  return { name, type: 6, values: stored };
}

export function doubles(name: string, values: readonly number[]): Column {
  return { name, type: 5, values: values.map((value) => Buffer.from(Float64Array.of(value).buffer)) };
}

/** Times as the nanoseconds of a day and the number of that day, counted from 4713 BC. */
export function int96(
  name: string,
  values: readonly { readonly day: number; readonly nanos: bigint }[],
): Column {
  const stored = values.map(({ day, nanos }) => {
    const bytes = Buffer.alloc(12);
    bytes.writeBigUInt64LE(nanos);
    bytes.writeUInt32LE(day, 8);
    return bytes;
  });
  return { name, type: 3, values: stored };
}

export function parquetOf(columns: readonly Column[]): Buffer {
  const rows = columns[0]?.values.length ?? 0;
  const parts = [Buffer.from('PAR1')];
  let at = 4;
  const chunks = columns.map(({ name, type, values }) => {
    const data = Buffer.concat(values);
    const levels = [i32(1, rows), i32(2, 0), i32(3, 3), i32(4, 3)];
    const page = Buffer.concat([
      struct(i32(1, 0), i32(2, data.length), i32(3, data.length), inner(5, struct(...levels))),
      data,
    ]);
    const sizes = [i64(5, rows), i64(6, page.length), i64(7, page.length), i64(9, at)];
    const meta = struct(
      i32(1, type),
      list(2, 5, [varint(0)]),
      list(3, 8, [binary(name)]),
      i32(4, 0),
      ...sizes,
    );
    const chunk = struct(i64(2, at), inner(3, meta));
    parts.push(page);
    at += page.length;
    return chunk;
  });
  const elements = columns.map(({ name, type }) =>
    struct(i32(1, type), i32(3, 0), text(4, name), ...(type === 6 ? [i32(6, 0)] : [])),
  );
  const schema = [struct(text(4, 'schema'), i32(5, columns.length)), ...elements];
  const group = struct(list(1, 12, chunks), i64(2, at - 4), i64(3, rows));
  const footer = struct(i32(1, 1), list(2, 12, schema), i64(3, rows), list(4, 12, [group]));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...parts, footer, length, Buffer.from('PAR1')]);
}
