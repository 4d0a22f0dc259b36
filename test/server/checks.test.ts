import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { Diagnostics } from '../../server/diagnostics.ts';
import type { OpenDocuments } from '../../server/documents.ts';

const uri = 'file:///a.monitor.yaml';
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

/** One open document, and checks that end when the test says so. */
function setUp() {
  const document = TextDocument.create(uri, 'driftscope', 1, 'one');
  const open = new Map([[uri, document]]);
  const checks: {
    text: string;
    finish: (diagnostics: Diagnostic[]) => void;
    fail: (error: Error) => void;
  }[] = [];
  const published: { version?: number; diagnostics: Diagnostic[] }[] = [];
  const logged: string[] = [];
  const diagnostics = new Diagnostics({
    documents: { get: (key: string) => open.get(key) } as OpenDocuments,
    check: (checked) =>
      new Promise((finish, fail) => {
        checks.push({ text: checked.getText(), finish, fail });
      }),
    publish: (params) => published.push(params),
    log: (message) => logged.push(message),
  });
  const edit = (text: string) => TextDocument.update(document, [{ text }], document.version + 1);
  return { document, open, checks, published, logged, diagnostics, edit };
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a check whose text has changed meanwhile tells nothing, and the next one tells', async () => {
  const { document, checks, published, diagnostics, edit } = setUp();
  diagnostics.push(document);
  await until(() => checks.length === 1);
  edit('two');
  diagnostics.push(document);
  checks[0]?.finish([{ range, message: 'old' }]);
  await until(() => checks.length === 2);
  checks[1]?.finish([{ range, message: 'new' }]);
  await until(() => published.length > 0);
  expect(published).toMatchObject([{ version: 2, diagnostics: [{ message: 'new' }] }]);
});

test('edits that come together are checked once, with the last text', async () => {
  const { document, checks, diagnostics, edit } = setUp();
  for (const text of ['two', 'three', 'four']) {
    edit(text);
    diagnostics.push(document);
  }
  await until(() => checks.length > 0);
  await settled();
  expect(checks.map(({ text }) => text)).toEqual(['four']);
});

test('a document that was closed during its check is not told of', async () => {
  const { document, open, checks, published, diagnostics } = setUp();
  diagnostics.push(document);
  await until(() => checks.length === 1);
  open.delete(uri);
  diagnostics.closed(uri);
  checks[0]?.finish([{ range, message: 'old' }]);
  await settled();
  expect(published).toEqual([{ uri, diagnostics: [] }]);
});

test('what was told of a version is not told again; a new version is, and so is anything new', async () => {
  const { document, checks, published, diagnostics, edit } = setUp();
  const told = async (message: string) => {
    const begun = checks.length;
    diagnostics.push(document);
    await until(() => checks.length > begun);
    checks.at(-1)?.finish([{ range, message }]);
    await settled();
    return published.map(({ version, diagnostics: [first] }) => `${version} ${first?.message}`);
  };
  expect(await told('a')).toEqual(['1 a']);
  expect(await told('a')).toEqual(['1 a']);
  expect(await told('b')).toEqual(['1 a', '1 b']);
  expect(await told('a')).toEqual(['1 a', '1 b', '1 a']);
  edit('two');
  expect(await told('a')).toEqual(['1 a', '1 b', '1 a', '2 a']);
});

test('a document that is opened again at the same version is told of anew', async () => {
  const { document, open, checks, published, diagnostics } = setUp();
  const again = TextDocument.create(uri, 'driftscope', 1, 'one');
  for (const [index, opened] of [document, again].entries()) {
    open.set(uri, opened);
    diagnostics.push(opened);
    await until(() => checks.length > index);
    checks[index]?.finish([]);
    await until(() => published.length > index);
  }
  expect(published).toMatchObject([{ version: 1 }, { version: 1 }]);
});

test('a question about a text that is gone is to be asked again', async () => {
  const { checks, diagnostics, edit } = setUp();
  const question = diagnostics.pull(uri);
  await until(() => checks.length === 1);
  edit('two');
  checks[0]?.finish([]);
  await expect(question).rejects.toMatchObject({ data: { retriggerRequest: true } });
});

test('a check that fails is one visible problem, and in the log', async () => {
  const { document, checks, published, logged, diagnostics } = setUp();
  diagnostics.push(document);
  await until(() => checks.length === 1);
  checks[0]?.fail(new Error('boom'));
  await until(() => published.length > 0);
  expect(published[0]?.diagnostics).toMatchObject([{ code: 'internal-error' }]);
  expect(logged.join()).toContain('boom');
});
