import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { activated, closeAll, eventually, openText } from './workbench.ts';

/** What VS Code does with the text itself. */
export function editingSuite(): void {
  suite('editing', () => {
    suiteTeardown(closeAll);

    test('a document is formatted', async () => {
      await activated();
      const { document } = await openText('monitors:\n-   kind:  latency  # why\n    window :  3\n');
      await eventually('the layout', async () => {
        await vscode.commands.executeCommand('editor.action.formatDocument');
        return document.getText() === 'monitors:\n  - kind: latency  # why\n    window: 3\n' || undefined;
      });
    });

    test('Enter behind a kind goes to where its other keys stand', async () => {
      const editor = await openText('monitors:\n  - kind: latency');
      const end = editor.document.positionAt(editor.document.getText().length);
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('type', { text: '\n' });
      await eventually('the new line', () => {
        const { line, character } = editor.selection.active;
        return (line === 2 && character === 4) || undefined;
      });
    });

    test('hints tell the defaults in force', async () => {
      const { document } = await openText('- kind: latency\n');
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const [hint] = await eventually('a hint', async () => {
        const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
          'vscode.executeInlayHintProvider',
          document.uri,
          all,
        );
        return hints.length > 0 ? hints : undefined;
      });
      assert.ok(hint && typeof hint.label !== 'string');
      assert.equal(hint.label.map(({ value }) => value).join(''), 'ema_alpha: 0.1');
    });

    test('words are coloured by what they are', async () => {
      const { document } = await openText('- kind: latency\n');
      const legend = await eventually('a legend', async () =>
        vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
          'vscode.provideDocumentSemanticTokensLegend',
          document.uri,
        ),
      );
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      const types = [tokens.data[3], tokens.data[8]].map((at) => legend.tokenTypes[at ?? -1]);
      assert.deepEqual(types, ['keyword', 'enumMember']);
    });
  });
}
