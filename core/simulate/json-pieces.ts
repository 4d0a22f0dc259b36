/** A document whose lists may be any iterables, such as ones that make each item when it is come to. */
export type Lazy<T> = T extends readonly (infer Item)[]
  ? Iterable<Lazy<Item>>
  : T extends object
    ? { readonly [K in keyof T]: Lazy<T[K]> }
    : T;

/** Length that a piece at least has, but for the last one. */
const pieceLength = 1 << 14;

/** What has been written and not given away yet. */
interface Pending {
  text: string;
}

/** What `JSON.stringify(value, undefined, 2)` would give were all iterables arrays, in pieces that memory always holds. */
export function* jsonPieces(value: unknown): Generator<string> {
  const pending: Pending = { text: '' };
  if (isNested(value)) yield* nested(value, '\n', pending);
  else pending.text = flat(value, '\n');
  yield pending.text;
}

/** Values as one line of JSON each, in such pieces. */
export function* jsonLinePieces(values: Iterable<unknown>): Generator<string> {
  let text = '';
  for (const value of values) {
    text += `${JSON.stringify(value)}\n`;
    if (text.length < pieceLength) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/**
 * Writes a list, or a record that may hold one. Generators cost more than most items do, so only these have one.
 * @param margin line break and indentation of the value
 */
function* nested(value: object, margin: string, pending: Pending): Generator<string> {
  const isList = Symbol.iterator in value;
  const deeper = `${margin}  `;
  let between = `${isList ? '[' : '{'}${deeper}`;
  const items = isList ? (value as Iterable<unknown>) : Object.values(value);
  const keys = isList ? [] : Object.keys(value);
  let at = -1;
  for (const item of items) {
    at += 1;
    if (item === undefined) continue;
    pending.text += isList ? between : `${between}${JSON.stringify(keys[at])}: `;
    between = `,${deeper}`;
    if (isNested(item)) yield* nested(item, deeper, pending);
    else pending.text += flat(item, deeper);
    if (pending.text.length >= pieceLength) yield taken(pending);
  }
  pending.text += closing(isList, between.startsWith(','), margin);
}

function closing(isList: boolean, isFilled: boolean, margin: string): string {
  if (!isFilled) return isList ? '[]' : '{}';
  return margin + (isList ? ']' : '}');
}

function taken(pending: Pending): string {
  const { text } = pending;
  pending.text = '';
  return text;
}

/** Texts in JSON hold no line breaks of their own. */
const flat = (value: unknown, margin: string) =>
  typeof value === 'object'
    ? JSON.stringify(value, undefined, 2).replaceAll('\n', margin)
    : JSON.stringify(value);

/** Whether it is a list, or holds anything that may be one. */
function isNested(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Symbol.iterator in value) return true;
  for (const item of Object.values(value)) if (typeof item === 'object' && item !== null) return true;
  return false;
}
