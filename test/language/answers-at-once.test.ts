import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../language/service.ts';
import { documentOf, memoryHost } from './helpers/memory-host.ts';

const before =
  'include: [common.strategies.yaml]\nstrategies:\n  own: { type: static, bound: 1 }\nmonitors:\n  - kind: latency\n    strategy: shared\n';

/** A service that has checked a config, and how often it has read another file since. */
async function checked() {
  let reads = 0;
  const host = memoryHost({
    'common.strategies.yaml': 'strategies:\n  shared: { type: static, bound: 300 }\n',
  });
  const service = createLanguageService({
    ...host,
    readText: (uri) => {
      reads += 1;
      return host.readText(uri);
    },
  });
  const document = documentOf('a.monitor.yaml', before);
  await service.problems(document);
  reads = 0;
  return { service, document, reads: () => reads };
}

const labelsIn = async (
  { service }: Awaited<ReturnType<typeof checked>>,
  document: TextDocument,
  word: string,
) => {
  const position = document.positionAt(document.getText().lastIndexOf(word) + word.length);
  return (await service.complete(document, position, { snippets: false })).items.map(({ label }) => label);
};

it('completion behind an edit reads no file, and knows the names of other files and its own of the moment', async () => {
  const session = await checked();
  const [version, text] = [2, before.replace('own:', 'renamed:')];
  const edited = TextDocument.update(session.document, [{ text }], version);
  const labels = await labelsIn(session, edited, 'strategy: shared');
  expect(labels).toContain('shared');
  expect(labels).toContain('renamed');
  expect(labels).not.toContain('own');
  expect(session.reads()).toBe(0);
});

it('hover behind an edit reads no file, and still shows the strategy of another', async () => {
  const { service, document, reads } = await checked();
  const edited = TextDocument.update(document, [{ text: `# a comment\n${before}` }], 2);
  const shown = await service.hover(edited, edited.positionAt(edited.getText().lastIndexOf('shared') + 1));
  expect(JSON.stringify(shown?.contents)).toContain('strategy of `common.strategies.yaml`');
  expect(reads()).toBe(0);
});

it('before the first check, other files are read', async () => {
  const host = memoryHost({ 'b.strategies.yaml': 'strategies: { shared: { type: static, bound: 300 } }\n' });
  const service = createLanguageService(host);
  const document = documentOf('b.monitor.yaml', before.replace('common', 'b'));
  const position = document.positionAt(document.getText().lastIndexOf('shared'));
  const labels = (await service.complete(document, position, { snippets: false })).items.map(
    ({ label }) => label,
  );
  expect(labels).toContain('shared');
});
