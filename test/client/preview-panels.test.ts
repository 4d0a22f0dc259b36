import { beforeEach, expect, test, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { lspMethods } from '../../protocol/lsp-messages.ts';
import type { RunSummary } from '../../protocol/simulation-messages.ts';
import { EventEmitter, FakePanel, type fakeVsCode, Uri } from '../helpers/fake-vscode.ts';

vi.mock('vscode', async () => (await import('../helpers/fake-vscode.ts')).fakeVsCode());

const vscode = (await import('vscode')) as unknown as ReturnType<typeof fakeVsCode>;
const { PreviewPanels } = await import('../../client/preview-panels.ts');

const config = 'file:///w/a.monitor.yaml';
const summary = {
  runId: 7,
  uri: config,
  events: { files: ['data/e.ndjson'], uris: ['file:///w/data/e.ndjson'] },
} as unknown as RunSummary;

/** A server that remembers what it was asked, and answers what the test wants. */
class FakeServer {
  readonly asked: [string, unknown][] = [];
  answer: unknown = null;
  readonly simulated = new EventEmitter<unknown>();
  readonly state = new EventEmitter<unknown>();
  readonly restarted = new EventEmitter<void>();
  readonly onSimulated = this.simulated.event;
  readonly onState = this.state.event;
  readonly onRestarted = this.restarted.event;

  async request(method: string, params: unknown): Promise<unknown> {
    this.asked.push([method, params]);
    return this.answer;
  }
  async notify(method: string, params: unknown): Promise<void> {
    this.asked.push([method, params]);
  }
}

let server: FakeServer;
let previews: InstanceType<typeof PreviewPanels>;

beforeEach(() => {
  server = new FakeServer();
  vscode.panels.length = 0;
  vscode.executed.length = 0;
  const extensionUri = Uri.parse('file:///ext') as unknown as ExtensionContext['extensionUri'];
  previews = new PreviewPanels(extensionUri, server as never);
});

const uri = () => Uri.parse(config) as never;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const panelAt = (at: number) => {
  const panel = vscode.panels[at];
  if (!panel) throw new Error(`no panel ${at}`);
  return panel;
};

test('a preview is told to the server before its run is asked for', async () => {
  await previews.open(uri());
  expect(server.asked).toEqual([
    [lspMethods.preview, { uri: config, open: true }],
    [lspMethods.simulate, { uri: config }],
  ]);
});

test('a config has one panel; opening it again only shows it, simulating runs again', async () => {
  await previews.open(uri());
  await previews.open(uri());
  await previews.simulate(uri(), ['file:///other.csv']);
  expect(vscode.panels).toHaveLength(1);
  expect(panelAt(0).reveals).toBe(2);
  expect(server.asked.slice(2)).toEqual([
    [lspMethods.simulate, { uri: config, events: ['file:///other.csv'] }],
  ]);
});

test('the page gets everything when it is ready, and every run after', async () => {
  await previews.open(uri());
  const { posted, fromPage } = panelAt(0);
  server.state.fire({ uri: config, state: 'computing', done: 0.5 });
  server.simulated.fire({ uri: config, summary });
  // Before the page listens there is nobody to tell.
  expect(posted).toEqual([]);
  fromPage.fire({ type: 'ready', v: 1 });
  expect(posted).toEqual([
    { type: 'run', v: 1, summary },
    { type: 'status', status: { state: 'computing', done: 0.5 } },
  ]);
  expect(previews.runs.last).toBe(summary);
});

test('a hidden page is told nothing, and everything when it is back', async () => {
  await previews.open(uri());
  const panel = panelAt(0);
  panel.fromPage.fire({ type: 'ready', v: 1 });
  panel.visible = false;
  panel.viewState.fire();
  panel.posted.length = 0;
  server.simulated.fire({ uri: config, summary });
  expect(panel.posted).toEqual([]);
  panel.visible = true;
  panel.viewState.fire();
  panel.fromPage.fire({ type: 'ready', v: 1 });
  expect(panel.posted.map(({ type }) => type)).toEqual(['run', 'status']);
});

test('the page’s questions go to the server, and its answers back', async () => {
  await previews.open(uri());
  const { posted, fromPage } = panelAt(0);
  fromPage.fire({ type: 'ready', v: 1 });
  posted.length = 0;
  const question = { runId: 7, lane: 0, from: 0, to: 1, width: 10 };
  server.answer = { runId: 7 };
  fromPage.fire({ type: 'range', question });
  await settle();
  expect(server.asked.at(-1)).toEqual([lspMethods.range, { uri: config, question }]);
  expect(posted).toEqual([{ type: 'range', answer: { runId: 7 } }]);
  server.answer = null;
  fromPage.fire({ type: 'alerts', question: { runId: 6, from: 0, count: 10 } });
  await settle();
  expect(posted).toHaveLength(1);
});

test('an event is shown in its file', async () => {
  await previews.open(uri());
  server.simulated.fire({ uri: config, summary });
  panelAt(0).fromPage.fire({ type: 'openEvent', file: 'data/e.ndjson', line: 12 });
  await settle();
  const [command, file, options] = vscode.executed[0] ?? [];
  expect([command, String(file)]).toEqual(['vscode.open', 'file:///w/data/e.ndjson']);
  expect(options).toMatchObject({ selection: { start: { line: 11, character: 0 } } });
});

test('what is no message is ignored', async () => {
  await previews.open(uri());
  const before = server.asked.length;
  for (const message of [
    null,
    'ready',
    {},
    { type: 'constructor' },
    { type: 'range' },
    { type: 'openEvent', file: 3 },
  ]) {
    panelAt(0).fromPage.fire(message);
  }
  await settle();
  expect(server.asked).toHaveLength(before);
  expect(vscode.executed).toEqual([]);
});

test('a closed panel is told to the server, and can be opened anew', async () => {
  await previews.open(uri());
  panelAt(0).dispose();
  await settle();
  expect(server.asked.at(-1)).toEqual([lspMethods.preview, { uri: config, open: false }]);
  await previews.open(uri());
  expect(vscode.panels).toHaveLength(2);
});

test('a restored panel simulates again; one of no known config closes', async () => {
  const panel = new FakePanel();
  await previews.deserializeWebviewPanel(panel as never, { v: 1, uri: config });
  expect(panel.title).toBe('Preview a.monitor.yaml');
  expect(panel.webview.html).toMatch(/default-src (?:'|&#39;)none/);
  expect(server.asked.map(([method]) => method)).toEqual([lspMethods.preview, lspMethods.simulate]);
  const disposed = vi.fn();
  const stranger = new FakePanel();
  stranger.onDidDispose(disposed);
  await previews.deserializeWebviewPanel(stranger as never, undefined);
  expect(disposed).toHaveBeenCalled();
});

test('a server that was started again is told of the previews', async () => {
  await previews.open(uri());
  server.asked.length = 0;
  server.restarted.fire();
  await settle();
  expect(server.asked.map(([method]) => method)).toEqual([lspMethods.preview, lspMethods.simulate]);
});
