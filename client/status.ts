import * as vscode from 'vscode';
import type { RunSummary } from '../protocol/simulation-messages.ts';
import type { ConfigRun, Runs } from './runs.ts';
import type { ServerLink } from './server-link.ts';

/** The language status: how the config in the editor is doing, and a way to its preview. */
export class Status implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  readonly #runs: Runs;
  readonly #subscriptions: vscode.Disposable[];
  #isStopped = false;

  constructor(selector: vscode.DocumentSelector, runs: Runs, server: ServerLink) {
    this.#runs = runs;
    this.#item = vscode.languages.createLanguageStatusItem('driftscope.status', selector);
    this.#item.name = 'Driftscope';
    const update = () => this.#update();
    this.#subscriptions = [
      server.onRunning((isRunning) => {
        this.#isStopped = !isRunning;
        update();
      }),
      server.onState(update),
      server.onSimulated(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.languages.onDidChangeDiagnostics(update),
    ];
    update();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const item = this.#item;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const run = uri && this.#runs.of(uri.toString());
    item.busy = run?.status.state === 'computing';
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.command = { title: 'Open preview', command: 'driftscope.openPreview' };
    if (this.#isStopped) {
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.text = 'Driftscope has stopped';
      item.command = { title: 'Restart', command: 'driftscope.restartServer' };
      return;
    }
    item.text = uri ? problemsText(vscode.languages.getDiagnostics(uri)) : 'Driftscope';
    item.detail = run ? runText(run) : '';
  }
}

function problemsText(diagnostics: readonly vscode.Diagnostic[]): string {
  const own = diagnostics.filter(({ source }) => source === 'driftscope').length;
  if (own === 0) return 'No problems';
  return own === 1 ? '1 problem' : `${own} problems`;
}

function runText({ summary, status }: ConfigRun): string {
  if (status.state === 'error')
    return summary ? `Preview is of an older version: ${status.message}` : status.message;
  return summary ? countsText(summary) : 'Not simulated yet';
}

const countsText = ({ alertCount, events }: RunSummary) =>
  `${alertCount.toLocaleString('en-US')} alert${alertCount === 1 ? '' : 's'} in ${events.read.toLocaleString('en-US')} events`;
