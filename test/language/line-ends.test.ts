import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../language/service.ts';
import { completions } from './features/completions.ts';
import { documentOf, memoryHost } from './helpers/memory-host.ts';

/** One of the known pains: files of Windows that come out with other line ends, or edits that miss their place in them. */
describe('line ends stay as they are: with CRLF, each edit does what it does with LF', () => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  const text = `# a team's monitors
include: [team.strategies.yaml]
monitors:
  - kind:   latency
    id: lat
    strategy: slwo   
  - kind: confidence
    strategy:
      type: ewma
      alpha: 0.2
      k_sigma: 3
  - kind: drift
    strategy: { type: static }
strategies:
  slow: { type: static, bound: 250 }
retraining:
  - on: [lat]
`;
  const files = { 'team.strategies.yaml': 'strategies: { calm: { type: static, bound: 9 } }\n' };
  const open = (given: string) => ({
    document: documentOf('a.monitor.yaml', given),
    service: createLanguageService(memoryHost({ 'a.monitor.yaml': given, ...files })),
  });

  it('when a file is laid out', () => {
    const formatted = (given: string) => {
      const { document, service } = open(given);
      return TextDocument.applyEdits(
        document,
        service.format(document, { tabSize: 2, insertSpaces: true }) ?? [],
      );
    };
    expect(formatted(text)).toContain('- kind: latency\n');
    expect(formatted(crlf(text))).toBe(crlf(formatted(text)));
  });

  it('when something is mended or rewritten', async () => {
    const actions = async (given: string) => {
      const { document, service } = open(given);
      const whole = { start: document.positionAt(0), end: document.positionAt(given.length) };
      const found = await service.codeActions(document, whole);
      return found.map(({ title, edits }) => `${title}: ${TextDocument.applyEdits(document, [...edits])}`);
    };
    const expected = await actions(text);
    expect(expected.length).toBeGreaterThan(5);
    expect(await actions(crlf(text))).toEqual(expected.map(crlf));
  });

  it('when a name is changed', async () => {
    const renamed = async (given: string, from: string) => {
      const { document, service } = open(given);
      const answer = await service.rename(document, document.positionAt(given.lastIndexOf(from)), 'other');
      return (
        'files' in answer && answer.files.map(({ edits }) => TextDocument.applyEdits(document, [...edits]))
      );
    };
    for (const name of ['lat]', 'slow']) {
      const expected = await renamed(text, name);
      expect(expected).toEqual([expect.stringContaining('other')]);
      expect(await renamed(crlf(text), name)).toEqual([crlf(String(expected))]);
    }
  });

  it.each([
    ['    id: lat', '\n    '],
    ['    strategy: slwo', ''],
    ['  - kind: drift', '\n    '],
    ['{ type: static', ''],
    ['{ type: static', ', '],
    ['on: [lat', ''],
  ])('when a person goes on behind %j with %j', (place, typed) => {
    const end = text.indexOf(place) + place.length;
    const marked = `${text.slice(0, end)}${typed}█${text.slice(end)}`;
    const [plain, windows] = [completions(marked), completions(crlf(marked))];
    expect(plain.labels).not.toEqual([]);
    expect(windows.labels).toEqual(plain.labels);
    for (const label of plain.labels) expect(windows.applied(label)).toBe(crlf(plain.applied(label)));
  });
});
