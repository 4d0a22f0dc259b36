import { describe, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import { createLanguageService } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';
import { isInside } from './ranges.ts';
import { documents, type Sample, variants } from './sample-documents.ts';
import { problemCount } from './syntax.ts';

const service = createLanguageService(
  memoryHost({
    'common.strategies.yaml': 'strategies: { shared: { type: static, bound: 1 } }\n',
    'data/digit-reader.events.ndjson': '',
  }),
);
const layout = { tabSize: 2, insertSpaces: true };
const hints = { defaults: true, durations: true, alerts: new Map([['latency', 2]]) };

/** Throws rather than expects: this runs ten thousand times. */
class Check {
  readonly document: TextDocument;

  constructor({ path }: Sample, text: string) {
    this.document = documentOf(path, text);
  }

  fail(what: string): never {
    throw new Error(`${what} in\n${this.document.getText()}`);
  }

  inside(what: string, range: Range) {
    if (!isInside(range, this.document)) this.fail(`${what} outside`);
  }

  /** What edits make of the text; they must lie inside of it, and apart. */
  applied(what: string, edits: readonly TextEdit[]): string {
    for (const { range } of edits) this.inside(what, range);
    return TextDocument.applyEdits(this.document, [...edits]);
  }
}

async function checkAll(sample: Sample, text: string) {
  const check = new Check(sample, text);
  const { document } = check;
  const end = document.positionAt(text.length);
  const whole = { start: document.positionAt(0), end };
  for (const { line, character, length } of service.semanticTokens(document)) {
    const start = { line, character };
    check.inside('token', { start, end: { line, character: character + length } });
  }
  for (const { position } of service.inlayHints(document, whole, hints))
    check.inside('hint', { start: position, end: position });
  for (const { newText, range } of service.onNewLine(document, end, 2)) {
    check.inside('indentation', range);
    if (newText.trim() !== '') check.fail('indentation that is text');
  }
  checkLayout(check, sample);
  await checkNavigation(check, whole);
  await checkActions(check, whole, sample);
}

/** Once laid out, there is nothing left to do. */
function checkLayout(check: Check, { path }: Sample) {
  const laidOut = check.applied('layout', service.format(check.document, layout) ?? []);
  const again = service.format(documentOf(path, laidOut), layout) ?? [];
  if (again.length > 0) check.fail('layout that is not laid out');
}

async function checkNavigation(check: Check, { end }: Range) {
  const { document } = check;
  const folds = service.foldingRanges(document);
  if (folds.some(({ startLine, endLine }) => startLine >= endLine || endLine >= document.lineCount))
    check.fail('fold outside');
  const found = [
    ...service.documentSymbols(document),
    ...service.selectionRanges(document, [end]),
    ...(await service.documentLinks(document)),
    ...(await service.highlights(document, end)),
    ...(await service.references(document, end, true)).filter(({ uri }) => uri === document.uri),
  ];
  for (const { range } of found) check.inside('place', range);
  const renamed = await service.rename(document, end, 'another');
  const own = 'files' in renamed ? renamed.files.find(({ uri }) => uri === document.uri) : undefined;
  check.applied('rename', own?.edits ?? []);
}

/** What can be done leaves no more that cannot be read. */
async function checkActions(check: Check, whole: Range, { path }: Sample) {
  const before = problemCount(check.document.getText(), path);
  for (const { title, edits } of await service.codeActions(check.document, whole)) {
    const after = check.applied(title, edits);
    if (problemCount(after, path) > before) check.fail(`"${title}" adds an error to make\n${after}\n`);
  }
}

/** Completion and hover are in sweep.test.ts, problems in any-text.test.ts. These take longer, so they are asked for at every fourth offset. */
describe.each(documents)('all other features of $name, cut off', (sample) => {
  it.each(variants)('$variant', async ({ of, first }) => {
    const text = of(sample.text);
    for (let length = first * 4; length <= text.length; length += 12)
      await checkAll(sample, text.slice(0, length));
  });
});
