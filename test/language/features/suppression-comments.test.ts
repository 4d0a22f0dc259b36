import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, MarkupContent, TextEdit } from 'vscode-languageserver-types';
import { createLanguageService } from '../../../language/service.ts';
import { cursor } from '../../helpers/cursor.ts';
import { memoryHost } from '../helpers/memory-host.ts';

const service = createLanguageService(memoryHost({}));

async function completed(marked: string, path = 'a.monitor.yaml') {
  const { document, position } = cursor(marked, path);
  const { items }: CompletionList = await service.complete(document, position, { snippets: false });
  service.forget(document.uri);
  return {
    labels: items.map(({ label }) => label),
    applied: (label: string) => {
      const item = items.find((one) => one.label === label);
      return item && TextDocument.applyEdits(document, [item.textEdit as TextEdit]);
    },
  };
}

async function hovered(marked: string, path = 'a.monitor.yaml'): Promise<string> {
  const { document, position } = cursor(marked, path);
  const shown = await service.hover(document, position);
  service.forget(document.uri);
  return shown ? (shown.contents as MarkupContent).value : '';
}

describe('in a comment that silences', () => {
  it('a rule that is named already is not proposed again', async () => {
    const { labels } = await completed('# driftscope-disable-line noisy-alarm, █');
    expect(labels).toContain('wrong-input');
    expect(labels).not.toContain('noisy-alarm');
  });

  it('the words are proposed once one is begun', async () => {
    const { labels, applied } = await completed('# drif█\n- kind: drift\n');
    expect(labels).toEqual([
      'driftscope-disable-next-line',
      'driftscope-disable-line',
      'driftscope-disable',
      'driftscope-enable',
    ]);
    expect(applied('driftscope-disable-next-line')).toBe('# driftscope-disable-next-line \n- kind: drift\n');
  });

  it.each([
    '# driftscope-disable-next-line z█\n- kind: drift\n',
    '- kind: drift # driftscope-disable-line unused-strategy, z█\n',
    '# driftscope-enable z█\n',
  ])('rules that can be silenced are proposed: %j', async (marked) => {
    const { labels, applied } = await completed(marked);
    expect(labels).toContain('zero-std');
    expect(labels).not.toContain('unknown-strategy');
    expect(labels).not.toContain('unused-suppression');
    expect(applied('zero-std')).toBe(marked.replace('z█', 'zero-std'));
  });

  it.each(['# driftscope-disable zero-std -- because z█\n', '# something else z█\n'])(
    'nothing is proposed for a reason or another comment: %j',
    async (marked) => expect((await completed(marked)).labels).not.toContain('zero-std'),
  );

  it('a rule explains itself', async () => {
    expect(await hovered('# driftscope-disable unused-strategy, zero-█std -- x\n')).toMatch(
      /^\*\*Baseline without spread\*\*/,
    );
    expect(await hovered('# driftscope-disable zero-std -- wh█y\n')).toBe('');
    expect(await hovered('# zero-█std\n')).toBe('');
  });
});

describe('in settings', () => {
  const path = 'driftscope.config.yaml';

  it('keys, rules that can be set, and levels are proposed', async () => {
    expect((await completed('█', path)).labels).toEqual(
      expect.arrayContaining(['rules', 'overrides', 'ignore']),
    );
    const { labels, applied } = await completed('rules:\n  zero-std: off\n  ye█', path);
    expect(labels).toContain('yaml-portability');
    expect(labels).not.toContain('zero-std');
    expect(labels).not.toContain('unknown-strategy');
    expect(applied('yaml-portability')).toMatch(/^rules:\n {2}zero-std: off\n {2}yaml-portability: /);
    expect((await completed('rules: { zero-std: █ }', path)).labels).toEqual([
      'off',
      'info',
      'warning',
      'error',
    ]);
  });

  it('keys, rules and levels explain themselves', async () => {
    expect(await hovered('rules: { zero-█std: off }', path)).toMatch(/^\*\*Baseline without spread\*\*/);
    expect(await hovered('igno█re: [a]', path)).toContain('Files that are not checked');
    expect(await hovered('rules: { zero-std: o█ff }', path)).toContain('says nothing');
  });
});
