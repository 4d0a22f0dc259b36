/**
 * A server that knows nothing: it answers completion and hover with null and every edit with no diagnostics, at once. What it needs is
 * what pipes, JSON and waking up cost either side, the floor under every answer of a server.
 */
import { createProtocolConnection } from 'vscode-languageserver/node';
import { FrameReader } from '../../../server/lsp-manners/frame-reader.ts';
import { FrameWriter } from '../../../server/lsp-manners/frame-writer.ts';

const connection = createProtocolConnection(new FrameReader(process.stdin), new FrameWriter(process.stdout));
const publish = ({ textDocument: { uri } }: { textDocument: { uri: string } }) =>
  connection.sendNotification('textDocument/publishDiagnostics', { uri, diagnostics: [] });
connection.onRequest('initialize', () => ({ capabilities: { textDocumentSync: 2 } }));
for (const question of ['completion', 'hover']) connection.onRequest(`textDocument/${question}`, () => null);
connection.onNotification('textDocument/didOpen', publish);
connection.onNotification('textDocument/didChange', publish);
connection.onNotification('exit', () => process.exit(0));
connection.listen();
