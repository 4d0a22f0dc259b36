import { encodeUtf8 } from '../values/utf8.ts';
import { gunzip } from './gunzip.ts';
import { type Encoding, sniffEncoding, sniffed, sniffFormat, type TextFormat } from './sniff.ts';
import { unzstd } from './unzstd.ts';

export interface OpenText {
  /** Undefined for a text without a single character in it. */
  readonly format: TextFormat | undefined;
  /** The text as UTF-8 without a byte-order mark. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Finds out what a source holds and hands over its text. */
export async function openText(name: string, raw: AsyncIterable<Uint8Array>): Promise<OpenText> {
  let { head, chunks } = await peek(raw);
  let encoding = sniffEncoding(name, head);
  if (encoding === 'gzip' || encoding === 'zstd') {
    ({ head, chunks } = await peek((encoding === 'gzip' ? gunzip : unzstd)(name, chunks)));
    encoding = sniffEncoding(name, head);
  }
  if (encoding !== 'utf-8') ({ head, chunks } = await peek(decoded(chunks, encoding)));
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    head = head.subarray(3);
    chunks = withoutMark(chunks);
  }
  return { format: isBlank(head) ? undefined : sniffFormat(name, head), chunks };
}

/**
 * The beginning of a stream, and the whole stream: enough to tell the format by, but no more than that is waited for,
 * so that a slow pipe's first row is not held back.
 */
async function peek(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  let isDone = false;
  while (!isDone && !isTelling(head)) {
    const next = await iterator.next();
    if (next.done === true) isDone = true;
    else head = joined(head, next.value);
  }
  return { head, chunks: resumed(head, iterator) };
}

async function* resumed(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

function isTelling(head: Uint8Array): boolean {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return true;
  if (head.length >= 4 && head[0] === 0x28 && head[1] === 0xb5) return true;
  if (isBlank(head)) return false;
  return head.length >= sniffed || (head.length >= 6 && head.subarray(firstFilled(head)).includes(10));
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield encodeUtf8(decoder.decode(chunk, { stream: true }));
  yield encodeUtf8(decoder.decode());
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of chunks) {
    yield isFirst ? chunk.subarray(3) : chunk;
    isFirst = false;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function isBlank(bytes: Uint8Array): boolean {
  return firstFilled(bytes) === bytes.length;
}

/** Offset of the first byte that is neither blank nor part of a byte-order mark. */
function firstFilled(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && [32, 9, 10, 13].includes(bytes[at] as number)) at++;
  return at;
}
