import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService, type LanguageService } from '../../language/service.ts';
import { samples } from './features/sample-documents.ts';
import { memoryHost, uriOf } from './helpers/memory-host.ts';

/**
 * While a line is typed, key by key, into a file that is else complete, problems come and go. None may do so outside of
 * the item that the line is part of, unless it is about a name that the line is going to give: until then, whoever uses the
 * name does so in vain.
 */
interface Typing {
  readonly head: string;
  readonly line: string;
  readonly tail: string;
  /** What the line is part of: of a list, its item; else all that stands below its key. */
  readonly item: { readonly start: number; readonly end: number };
}

const indentOf = (line: string) => line.search(/\S/);

function typings(text: string): Typing[] {
  const lines = text.split(/(?<=\n)/);
  const lengthOf = (from: number, to: number) => lines.slice(from, to).join('').length;
  return lines.flatMap((line, at) => {
    if (!/^\s*[^#\s]/.test(line)) return [];
    const begins = (index: number) =>
      /^\s*-\s/.test(lines[index] ?? '') || indentOf(lines[index] ?? '') === 0 || index === 0;
    let first = at;
    while (!begins(first) || (first < at && indentOf(lines[first] ?? '') >= indentOf(line))) first -= 1;
    const isBelow = (below: string) => indentOf(below) < 0 || indentOf(below) > indentOf(lines[first] ?? '');
    let last = at + 1;
    while (last < lines.length && isBelow(lines[last] ?? '')) last += 1;
    const item = { start: lengthOf(0, first), end: text.length - lengthOf(last, lines.length) };
    const [head, tail] = [text.slice(0, lengthOf(0, at)), text.slice(lengthOf(0, at + 1))];
    return [{ head, line: line.trimEnd(), tail, item }];
  });
}

/** Brackets and quotes that are open, closed as an editor does it. */
function closed(line: string): string {
  let ends = '';
  for (const [sign] of line.matchAll(/"[^"]*"?|'[^']*'?|#.*|[[\]{}]/g)) {
    if (/^["']/.test(sign) && (sign.length === 1 || !sign.endsWith(sign.charAt(0))))
      return line + sign.charAt(0) + ends;
    if (sign === '{') ends = `}${ends}`;
    else if (sign === '[') ends = `]${ends}`;
    else if (/[\]}]/.test(sign)) ends = ends.slice(1);
  }
  return line + ends;
}

interface Told {
  readonly words: string;
  readonly start: number;
  readonly end: number;
  readonly marked: string;
}

class Author {
  readonly #service: LanguageService;
  readonly #document: TextDocument;

  constructor(path: string) {
    this.#service = createLanguageService(memoryHost({}));
    this.#document = TextDocument.create(uriOf(path), 'driftscope', 1, '');
  }

  async told(text: string): Promise<Told[]> {
    TextDocument.update(this.#document, [{ text }], this.#document.version + 1);
    const problems = await this.#service.problems(this.#document);
    return problems.map(({ rule, message, range }) => {
      const [start, end] = [this.#document.offsetAt(range.start), this.#document.offsetAt(range.end)];
      const marked = text.slice(start, end);
      return { words: `${rule} «${marked}» ${message}`, start, end, marked };
    });
  }

  /** What flashes while a line is typed; `finish` is what the editor adds to what is typed so far. */
  async flashes({ head, line, tail, item }: Typing, finish: (typed: string) => string): Promise<string[]> {
    const indent = line.slice(0, indentOf(line));
    const steady = new Set<string>();
    for (const now of [indent, line])
      for (const { words } of await this.told(`${head}${now}\n${tail}`)) steady.add(words);
    const flashes: string[] = [];
    for (let length = indent.length + 1; length <= line.length; length += 1) {
      const typed = finish(line.slice(0, length));
      const end = item.end + typed.length - line.length;
      for (const { words, marked, ...place } of await this.told(`${head}${typed}\n${tail}`)) {
        const isOutside = place.end < item.start || place.start > end;
        const isOfLine = line.includes(marked.replace(/^[*"']/, ''));
        if (isOutside && !steady.has(words) && !isOfLine) flashes.push(`${typed.trim()}: ${words}`);
      }
    }
    return flashes;
  }
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const documents = [
  ...samples.filter(({ path, name }) => path.endsWith('.yaml') && name !== 'anchors'),
  ...['examples/digit-reader/digit-reader.monitor.yaml', 'test/fixtures/full.monitor.yaml'].map((path) => ({
    name: path,
    path: path.replace(/.*\//, ''),
    text: read(path),
  })),
];

describe.each(documents.map(({ name, path, text }) => [name, path, text] as const))(
  'typing a line of %s',
  (_, path, text) => {
    it.each([
      ['', (typed: string) => typed],
      [' in an editor that closes brackets', closed],
    ])('makes no problem flash elsewhere%s', async (_kind, finish) => {
      const author = new Author(path);
      const flashes: string[] = [];
      for (const typing of typings(text)) flashes.push(...(await author.flashes(typing, finish)));
      expect(flashes).toEqual([]);
    });
  },
);
