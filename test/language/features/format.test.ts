import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Document, Lexer, parseAllDocuments, visit } from 'yaml';
import { format } from '../../../language/features/format.ts';
import { rules } from '../../../language/rules/index.ts';
import { anyManner, anyWritten, write } from './layouts.ts';
import { samples } from './sample-documents.ts';

function formatted(text: string, { file = 'a.monitor.yaml', tabSize = 2 } = {}): string | undefined {
  const document = TextDocument.create(`file:///${file}`, 'driftscope', 1, text);
  const edits = format(document, { tabSize, insertSpaces: true });
  return edits && TextDocument.applyEdits(document, edits);
}

const valuesOf = (text: string) => {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.map(meaningOf) : [];
};

/** With an alias of nothing, as half a name is, a document has no value, nor can it be compared. */
function meaningOf(document: Document.Parsed): unknown {
  let isWhole = true;
  visit(document, {
    Alias: (_, alias) => {
      isWhole &&= alias.resolve(document) !== undefined;
    },
  });
  return isWhole ? document.toJS({ maxAliasCount: -1 }) : undefined;
}

const commentsOf = (text: string) =>
  [...new Lexer().lex(text)].filter((lexeme) => lexeme.startsWith('#')).map((comment) => comment.trimEnd());

describe('what it does', () => {
  test.each([
    ['lists under keys are indented', 'a:\n- 1\n-   2\n', 'a:\n  - 1\n  - 2\n'],
    ['wide and narrow indentation', 'a:\n     b:\n      c: 1\n', 'a:\n  b:\n    c: 1\n'],
    ['maps in lists', '-   kind:  x\n    id: y\n', '- kind: x\n  id: y\n'],
    ['colons', 'a :  1\nb:   {c :1, "d":2}\n', 'a: 1\nb: { c :1, "d": 2 }\n'],
    [
      'flow collections',
      'a: [ 1,2 ,3 ]\nb: {c: 1,d: []}\ne: { }\n',
      'a: [1, 2, 3]\nb: { c: 1, d: [] }\ne: {}\n',
    ],
    ['a flow map that hangs', 'a: {\n b: 1,\n     c: 2\n    }\n', 'a: {\n  b: 1,\n  c: 2\n}\n'],
    ['a flow map that is aligned', 'a: {b: 1,\n  c: 2}\n', 'a: { b: 1,\n     c: 2 }\n'],
    ['blank lines', '\n\na: 1\n\n\n\n\nb: 2\n\n', 'a: 1\n\n\nb: 2\n'],
    ['trailing blanks, the last line', 'a: 1  \nb: 2 # x \t', 'a: 1\nb: 2 # x\n'],
    [
      'comments with what they belong to',
      'a:\n    # in\n    b: 1\n    # end\n# out\nc: 1\n',
      'a:\n  # in\n  b: 1\n  # end\n# out\nc: 1\n',
    ],
    ['comments behind values stay aligned', 'a: 1    # x\nbb: 2   # y\n', 'a: 1    # x\nbb: 2   # y\n'],
    [
      'block scalars move as one',
      'a:\n    b: |\n          x\n            y\n\n    c: 1\n',
      'a:\n  b: |\n    x\n      y\n\n  c: 1\n',
    ],
    ['block scalars with a number', '-   a: |2\n         x\n', '- a: |2\n       x\n'],
    [
      'anchors and aliases',
      '- &a   b:  1\n- &c\n    d: 1\n- *c\n- {<<: *c }\n',
      '- &a b: 1\n- &c\n  d: 1\n- *c\n- { <<: *c }\n',
    ],
    ['several documents', 'a:   1\n---   # two\n  b: 1\n...\n', 'a: 1\n---   # two\nb: 1\n...\n'],
    ['tabs between tokens', 'a:\t1\n', 'a: 1\n'],
  ])('%s', (_, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  test('numbers, quotes and words stay as they are written', () => {
    const text = 'a: [1e-3, 0x1F, 1.50, +2, .5, 012, \'x\', "y", on, ~, 1:30]\n';
    expect(formatted(text)).toBe(text);
  });

  test('CRLF, a byte order mark and their absence stay', () => {
    expect(formatted('\uFEFFa:\r\n- 1\r\n\r\n\r\n\r\n- 2')).toBe('\uFEFFa:\r\n  - 1\r\n\r\n\r\n  - 2\r\n');
    expect(formatted('a: 1\r\n# x\r\n')).toBe('a: 1\r\n# x\r\n');
  });

  test('the editor says how wide an indentation is', () => {
    expect(formatted('a:\n  b:\n    - c: 1\n      d: 2\n', { tabSize: 4 })).toBe(
      'a:\n    b:\n        - c: 1\n          d: 2\n',
    );
  });

  test.each(['a: {b: 1', 'a: "x', '\ta: 1', 'a:\n  b\n c: 1', 'a: 1\rb:   2\n'])(
    'a text that cannot be read stays: %j',
    (text) => {
      expect(formatted(text)).toBeUndefined();
    },
  );

  test('only what changes is touched', () => {
    const text = 'a: 1\nb:   2\n\n\n\n\nc: 3\n';
    const document = TextDocument.create('file:///a.monitor.yaml', '', 1, text);
    expect(format(document, { tabSize: 2, insertSpaces: true })).toEqual([
      { range: { start: { line: 1, character: 3 }, end: { line: 1, character: 5 } }, newText: '' },
      { range: { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } }, newText: '' },
    ]);
  });
});

describe('a range', () => {
  const text = 'a:   1\nb:\n    c:   1\n    d:   2\n';
  const document = TextDocument.create('file:///a.monitor.yaml', '', 1, text);
  const inLines = (start: number, end: number) => {
    const range = { start: { line: start, character: 0 }, end: { line: end, character: 0 } };
    const edits = format(document, { tabSize: 2, insertSpaces: true }, range);
    return TextDocument.applyEdits(document, edits ?? []);
  };

  test('only its lines change', () => {
    expect(inLines(0, 1)).toBe('a: 1\nb:\n    c:   1\n    d:   2\n');
    expect(inLines(1, 4)).toBe('a:   1\nb:\n  c: 1\n  d: 2\n');
  });

  test('a line whose neighbours stay is not moved', () => {
    expect(inLines(2, 3)).toBe('a:   1\nb:\n    c: 1\n    d:   2\n');
  });
});

describe('JSON', () => {
  const file = 'a.monitor.json';

  test('spaces and indentation change, lines stay', () => {
    const text = '{"version":1,\n      "monitors":[\n{ "kind": "latency","ema_alpha":1e-1 }\n]}';
    expect(formatted(text, { file })).toBe(
      '{ "version": 1,\n  "monitors": [\n    { "kind": "latency", "ema_alpha": 1e-1 }\n  ] }\n',
    );
  });

  test('a text that cannot be read stays', () => {
    expect(formatted('{"a": }', { file })).toBeUndefined();
  });
});

describe('any document', () => {
  const fixtures = ['test/fixtures', 'examples/digit-reader', 'examples/nab-latency']
    .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
    .filter((path) => /\.(monitor|strategy)\.(ya?ml|json)$/.test(path))
    .map((path) => ({ name: path, path, text: readFileSync(path, 'utf8') }));
  const examples = rules.flatMap(({ id, good, bad }) =>
    [...good, ...bad].map(({ text }, at) => ({ name: `${id} ${at}`, path: 'a.monitor.yaml', text })),
  );

  test.each([...samples, ...fixtures, ...examples])('keeps $name', ({ path, text }) => {
    const once = formatted(text, { file: path });
    if (once === undefined) throw new Error('not formatted');
    expect(valuesOf(once)).toEqual(valuesOf(text));
    expect(commentsOf(once)).toEqual(commentsOf(text));
    expect(formatted(once, { file: path })).toBe(once);
  });

  test.each(fixtures)('$name is as we would have it', ({ path, text }) => {
    expect(formatted(text, { file: path })).toBe(text);
  });

  test('in any manner: values and comments stay, and a second time nothing changes', () => {
    fc.assert(
      fc.property(anyWritten, anyManner, fc.constantFrom(2, 4), (value, manner, tabSize) => {
        const text = write(value, manner);
        const once = formatted(text, { tabSize });
        if (once === undefined) throw new Error(`not formatted: ${text}`);
        expect(valuesOf(once)).toEqual(valuesOf(text));
        expect(commentsOf(once)).toEqual(commentsOf(text));
        expect(formatted(once, { tabSize })).toBe(once);
      }),
      { numRuns: 400 },
    );
  });

  test('cut off anywhere it does not fail, and changes no value', () => {
    for (const { path, text } of samples) {
      for (let end = 0; end < text.length; end += 3) {
        const cut = text.slice(0, end);
        const once = formatted(cut, { file: path });
        if (once !== undefined) expect(valuesOf(once)).toEqual(valuesOf(cut));
      }
    }
  });
});
