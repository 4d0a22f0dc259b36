import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { activated, closeAll, eventually, extensionId, openExample, openText } from './workbench.ts';

const config = 'digit-reader/digit-reader.monitor.yaml';

const ownDiagnostics = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'driftscope');

/** A person writes a config. */
export function authoringSuite(): void {
  suite('authoring', () => {
    suiteTeardown(closeAll);

    test('this VS Code is one we support', () => {
      const [major, minor] = vscode.version.split('.').map(Number);
      assert.ok(major === 1 && minor !== undefined && minor >= 100, vscode.version);
    });

    test('a config has our language, and starts the extension', async () => {
      const { document } = await openExample(config);
      assert.equal(document.languageId, 'driftscope');
      await eventually(
        'activation',
        () => vscode.extensions.getExtension(extensionId)?.isActive || undefined,
      );
      assert.equal(typeof (await activated()).lastRun, 'function');
    });

    test('the example has no problems', async () => {
      const { document } = await openExample(config);
      await eventually('a lens', () => lensesOf(document.uri));
      assert.deepEqual(ownDiagnostics(document.uri), []);
    });

    test('a mistake is marked where it is', async () => {
      const { document } = await openText('monitors:\n  - kind: latncy\n');
      const [problem] = await eventually('a diagnostic', () => {
        const found = ownDiagnostics(document.uri);
        return found.length > 0 ? found : undefined;
      });
      assert.ok(problem);
      assert.equal(document.getText(problem.range), 'latncy');
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
      assert.match(problem.message, /latency/);
    });

    test('a mistake that is mended is no longer marked', async () => {
      const editor = await openText('monitors:\n  - kind: latncy\n');
      const { uri } = editor.document;
      await eventually('a diagnostic', () => ownDiagnostics(uri).length > 0 || undefined);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 13), 'e'));
      await eventually('no diagnostic', () => ownDiagnostics(uri).length === 0 || undefined);
    });

    test('completion offers the kinds', async () => {
      const { document } = await openText('monitors:\n  - kind: \n');
      const labels = await eventually('completions', async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          new vscode.Position(1, 10),
        );
        const own = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
        return own.includes('latency') ? own : undefined;
      });
      for (const kind of ['accuracy', 'drift', 'failure_rate']) assert.ok(labels.includes(kind), kind);
    });

    test('hover explains', async () => {
      const { document } = await openExample(config);
      const at = document.positionAt(document.getText().indexOf('ema_alpha') + 3);
      const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const [content] = hover?.contents ?? [];
      assert.ok(content && typeof content !== 'string' && 'value' in content);
      assert.match(content.value, /ema_alpha/);
    });

    test('a lens above the monitors simulates', async () => {
      const { document } = await openExample(config);
      const [lens] = await eventually('a lens', () => lensesOf(document.uri));
      assert.ok(lens?.command);
      assert.match(lens.command.title, /▶ Simulate/);
      assert.equal(lens.command.command, 'driftscope.simulate');
      assert.equal(document.lineAt(lens.range.start.line).text, 'monitors:');
    });

    test('a YAML file of another name is taken in by the schema it names', async () => {
      const { document } = await openText('');
      assert.ok(document);
      const adopted = await vscode.workspace.openTextDocument({
        language: 'yaml',
        content:
          '# yaml-language-server: $schema=https://www.schemastore.org/driftscope-monitor.json\nmonitors: []\n',
      });
      await eventually('our language', () => {
        const now = vscode.workspace.textDocuments.find(
          ({ uri }) => uri.toString() === adopted.uri.toString(),
        );
        return now?.languageId === 'driftscope' || undefined;
      });
    });

    test('every command of the manifest can be run', async () => {
      await activated();
      const known = await vscode.commands.getCommands(true);
      const { contributes } = vscode.extensions.getExtension(extensionId)?.packageJSON ?? {};
      for (const { command } of contributes.commands) assert.ok(known.includes(command), command);
    });
  });
}

async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[] | undefined> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    50,
  );
  return lenses.length > 0 ? lenses : undefined;
}
