import assert from 'node:assert/strict';
import { suite, suiteTeardown, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import type { RunSummary } from '../../../protocol/simulation-messages.ts';
import { activated, closeAll, eventually, openExample, previewTabs, replaceText } from './workbench.ts';

const config = 'digit-reader/digit-reader.monitor.yaml';
const otherConfig = 'nab-latency/nab-latency.monitor.yaml';

/** The next run after `before`. */
async function runAfter(before: RunSummary | undefined): Promise<RunSummary> {
  const { lastRun } = await activated();
  return eventually('a new run', () => {
    const run = lastRun();
    return run && run.runId !== before?.runId ? run : undefined;
  });
}

/** A person previews what a config would have done. */
export function previewSuite(): void {
  suite('preview', () => {
    teardown(closeAll);
    suiteTeardown(closeAll);

    test('Simulate opens the panel beside, and the run arrives', async () => {
      const { lastRun } = await activated();
      const editor = await openExample(config);
      const before = lastRun();
      await vscode.commands.executeCommand('driftscope.simulate', editor.document.uri);
      const run = await runAfter(before);
      assert.equal(run.uri, editor.document.uri.toString());
      assert.ok(run.alertCount > 0);
      const start = run.lanes.find(({ id }) => id === 'latency')?.episodes[0]?.start;
      assert.match(new Date(start ?? 0).toISOString(), /^2026-03-02T08:18/);
      // The run may be here before the workbench has told of the panel, or before the panel has its title.
      const tab = await eventually('the panel', () =>
        previewTabs().find(({ label }) => label === 'Preview digit-reader.monitor.yaml'),
      );
      assert.equal(previewTabs().length, 1);
      assert.notEqual(tab.group.viewColumn, editor.viewColumn);
    });

    test('the walkthrough’s example opens as a copy, and fires', async () => {
      const { lastRun } = await activated();
      const before = lastRun();
      await vscode.commands.executeCommand('driftscope.openExample');
      const uri = vscode.window.activeTextEditor?.document.uri.toString() ?? '';
      assert.match(uri, /globalStorage.*digit-reader\.monitor\.yaml$/);
      await vscode.commands.executeCommand('driftscope.simulate');
      const run = await runAfter(before);
      assert.equal(run.uri, uri);
      assert.ok(run.alertCount > 0);
    });

    test('the palette simulates the config in the editor', async () => {
      const { lastRun } = await activated();
      await openExample(otherConfig);
      const before = lastRun();
      await vscode.commands.executeCommand('driftscope.simulate');
      assert.match((await runAfter(before)).title, /nab-latency/);
    });

    test('an edit leads to a new run', async () => {
      const { lastRun } = await activated();
      const editor = await openExample(config);
      let before = lastRun();
      await vscode.commands.executeCommand('driftscope.openPreview', editor.document.uri.toString());
      const first = await runAfter(before);
      before = first;
      await replaceText(editor, 'bound: 35', 'bound: 1000');
      const second = await runAfter(before);
      const alertsOf = (run: RunSummary) => run.lanes.find(({ id }) => id === 'latency')?.alerts;
      assert.equal(alertsOf(first), 1);
      assert.equal(alertsOf(second), 0);
      assert.notEqual(second.hash, first.hash);
    });

    test('each config has a panel of its own, and only one', async () => {
      const { lastRun } = await activated();
      for (const path of [config, otherConfig, config]) {
        const editor = await openExample(path);
        const before = lastRun();
        await vscode.commands.executeCommand('driftscope.simulate', editor.document.uri);
        await runAfter(before);
      }
      await eventually('two panels', () => previewTabs().length === 2 || undefined);
    });

    test('the server may be restarted, and the preview runs again', async () => {
      const { lastRun } = await activated();
      const editor = await openExample(config);
      let before = lastRun();
      await vscode.commands.executeCommand('driftscope.openPreview', editor.document.uri);
      before = await runAfter(before);
      await vscode.commands.executeCommand('driftscope.restartServer');
      const again = await eventually('the run of the new server', () => {
        const run = lastRun();
        return run && run !== before ? run : undefined;
      });
      assert.equal(again.hash, before.hash);
    });
  });
}
