/** A document whose lists may be any iterables, such as ones that make each item when it is come to. */
export type Lazy<T> = T extends readonly (infer Item)[]
  ? Iterable<Lazy<Item>>
  : T extends object
    ? { readonly [K in keyof T]: Lazy<T[K]> }
    : T;

/** Length that a piece at least has, but for the last one. */
const pieceLength = 1 << 14;

/** What `JSON.stringify(value, undefined, 2)` would give were all iterables arrays, in pieces that memory always holds. */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = '';
  for (const part of parts(value, '\n')) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** @param margin line break and indentation of the value */
function* parts(value: unknown, margin: string): Generator<string> {
  if (!isNested(value)) {
    // Texts in JSON hold no line breaks of their own.
    yield JSON.stringify(value, undefined, 2).replaceAll('\n', margin);
    return;
  }
  const deeper = `${margin}  `;
  const isList = Symbol.iterator in value;
  let open = isList ? '[' : '{';
  for (const [key, item] of isList ? unnamed(value as Iterable<unknown>) : Object.entries(value)) {
    if (item === undefined) continue;
    yield key === undefined ? open + deeper : `${open}${deeper}${JSON.stringify(key)}: `;
    yield* parts(item, deeper);
    open = ',';
  }
  if (open === ',') yield margin + (isList ? ']' : '}');
  else yield isList ? '[]' : '{}';
}

function* unnamed(items: Iterable<unknown>): Generator<[undefined, unknown]> {
  for (const item of items) yield [undefined, item];
}

/** Whether it is a list, or holds anything that may be one. */
function isNested(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return (
    Symbol.iterator in value || Object.values(value).some((item) => typeof item === 'object' && item !== null)
  );
}
