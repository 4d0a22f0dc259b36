import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/node';
import { engineVersion } from '../core/engine-version.ts';
import { listConfigFiles } from '../host/config-files.ts';
import { listFolder, matchFiles, readTextFile } from '../host/files.ts';
import { releaseMemory } from '../host/memory.ts';
import { FrameReader } from './lsp-manners/frame-reader.ts';
import { FrameWriter } from './lsp-manners/frame-writer.ts';
import { cancelledAnswer } from './lsp-manners/lifecycle-gate.ts';
import { politeTransport } from './lsp-manners/polite-transport.ts';
import type { WireMessage } from './lsp-manners/position-boundary.ts';
import { startServer } from './server.ts';
import type { FromWorker, WorkerPort } from './worker-messages.ts';

/**
 * Runs the language server on the transport that the command line names (`--stdio`, `--node-ipc`, `--pipe=…`). The
 * promise stays open: the process ends with the connection.
 */
export function runServer(): Promise<void> {
  const connection = process.argv.includes('--stdio')
    ? stdioConnection()
    : createConnection(ProposedFeatures.all, options);
  const files = { readText: readTextFile, matchFiles, listFiles: listConfigFiles, listFolder };
  startServer(connection, { ...files, docsUri, startWorker, releaseMemory }, engineVersion);
  return new Promise(() => {});
}

const options: ConnectionOptions = {
  connectionStrategy: { cancelUndispatched: (message) => cancelledAnswer(message as WireMessage) },
};

/** Standard input and output, for editors of every kind: held to the order of things, in their own columns. */
function stdioConnection(): Connection {
  const { stdin, stdout } = process;
  const streams = { reader: new FrameReader(stdin), writer: new FrameWriter(stdout) };
  const { reader, writer, isShutDown } = politeTransport(streams, readTextNow);
  const end = () => process.exit(isShutDown() ? 0 : 1);
  stdin.once('end', end).once('close', end);
  // Standard output is the connection's: a stray word there would end it.
  console.log = console.info = console.debug = console.error;
  return createConnection(ProposedFeatures.all, reader, writer, options);
}

/** The text of a file that is not open, to count columns in. */
function readTextNow(uri: string): string | undefined {
  try {
    return readFileSync(fileURLToPath(uri), 'utf8');
  } catch {
    return undefined;
  }
}

const docs = new URL('../docs/', import.meta.url);
const hasDocs = existsSync(docs);

/** Extension and npm package have the pages beside the bundles. */
const docsUri = (page: string) => (hasDocs ? new URL(page, docs).href : undefined);

/** Starts `worker.cjs`, which the build puts beside this file's bundle. */
function startWorker(): WorkerPort {
  const worker = new Worker(new URL('./worker.cjs', import.meta.url));
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', (message: FromWorker) => listener(message)),
    onCrash(listener) {
      worker.once('error', listener);
      worker.once('exit', (code) => listener(new Error(`the worker ended with code ${code}`)));
    },
    terminate: () => void worker.terminate(),
  };
}
