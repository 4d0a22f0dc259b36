import { EventsError } from '../events-error.ts';

export type TextFormat = 'lines' | 'document' | 'csv';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gzip' | 'zstd';

/** Bytes looked at before the format is decided. */
export const sniffed = 4096;

const magics: readonly { readonly bytes: readonly number[]; readonly what: string; readonly hint: string }[] =
  [
    {
      bytes: [0x50, 0x4b, 0x03, 0x04],
      what: 'a ZIP archive or a workbook',
      hint: 'unpack it or export it as CSV',
    },
    { bytes: [0x42, 0x5a, 0x68], what: 'bzip2-compressed', hint: 'unpack it or compress it with gzip' },
    {
      bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0],
      what: 'xz-compressed',
      hint: 'unpack it or compress it with gzip',
    },
    { bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], what: 'Arrow', hint: 'export it as NDJSON or CSV' },
  ];

export function isParquet(head: Uint8Array): boolean {
  return startsWith(head, [0x50, 0x41, 0x52, 0x31]);
}

/** Encoding of a file by its first bytes; throws for what is known but not read. */
export function sniffEncoding(name: string, head: Uint8Array): Encoding {
  if (startsWith(head, [0x1f, 0x8b])) return 'gzip';
  if (startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd';
  if (isParquet(head)) {
    const fault = 'which is read from its end and so can be neither piped nor packed';
    throw new EventsError(
      'unsupported-format',
      `${name} is Parquet, ${fault}; give it as a file of its own.`,
    );
  }
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  for (const { bytes, what, hint } of magics) {
    if (!startsWith(head, bytes)) continue;
    throw new EventsError('unsupported-format', `${name} is ${what}, which is not read yet; ${hint}.`);
  }
  if (head.subarray(0, sniffed).includes(0)) {
    throw new EventsError('binary', `${name} is a binary file, not NDJSON, JSON, CSV or Parquet.`);
  }
  return 'utf-8';
}

/** Format of a text by its beginning, then by the file's name. */
export function sniffFormat(name: string, head: Uint8Array): TextFormat {
  const text = new TextDecoder('utf-8').decode(head).trimStart();
  const extension = /\.(csv|tsv|json|ndjson|jsonl)(\.gz|\.zst)?$/i.exec(name)?.[1]?.toLowerCase();
  const isTable = extension === 'csv' || extension === 'tsv';
  const hasJson = isTable ? /^(\{\s*"|\[\s*[{[\]])/.test(text) : /^[{[]/.test(text);
  if (hasJson) return sniffJson(text);
  if (isTable) return 'csv';
  if (extension !== undefined || /^\{/m.test(text)) return 'lines';
  const [header = ''] = text.split('\n', 1);
  return /[,;\t|]/.test(header) ? 'csv' : 'lines';
}

/** A row a line, unless it starts with a list or the first line plainly goes on in the next. */
function sniffJson(text: string): TextFormat {
  if (text.startsWith('[')) return 'document';
  const lineEnd = text.indexOf('\n');
  const firstLine = (lineEnd < 0 ? text : text.slice(0, lineEnd)).trimEnd();
  return lineEnd >= 0 && /[{[,:]$/.test(firstLine) ? 'document' : 'lines';
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}
