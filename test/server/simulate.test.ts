import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { lspMethods, type SimulateResult } from '../../protocol/lsp-messages.ts';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';

const server = builtServer();
const uri = pathToFileURL('examples/digit-reader/digit-reader.monitor.yaml').href;
const text = readFileSync('examples/digit-reader/digit-reader.monitor.yaml', 'utf8');
let client: LspClient;
afterEach(() => client.kill());

test('x', async () => {
  client = await LspClient.start({ server: server.path });
  await client.open(uri, text);
  const t = performance.now();
  console.log(await client.diagnostics(uri, 1));
  console.log(performance.now() - t);
  const r = await client.request<SimulateResult>(lspMethods.simulate, { uri });
  console.log(performance.now() - t);
  const r2 = await client.request<SimulateResult>(lspMethods.simulate, { uri });
  console.log(performance.now() - t);
  if (!r.ok) throw new Error(r.message);
  console.log(
    r.summary.alertCount,
    r.summary.events,
    r.summary.lanes.map((l) => `${l.id} ${l.alerts} ${l.status}`),
  );
  console.log(await client.request('textDocument/codeLens', { textDocument: { uri } }));
  expect(await client.stop()).toBe(0);
});
