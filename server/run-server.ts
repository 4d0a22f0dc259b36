import { Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { engineVersion } from '../core/engine-version.ts';
import { listConfigFiles } from '../host/config-files.ts';
import { matchFiles, readTextFile } from '../host/files.ts';
import { startServer } from './server.ts';
import type { FromWorker, WorkerPort } from './worker-messages.ts';

/**
 * Runs the language server on the transport that the command line names (`--stdio`, `--node-ipc`, `--pipe=…`). The
 * promise stays open: the process ends with the connection.
 */
export function runServer(): Promise<void> {
  const connection = createConnection(ProposedFeatures.all);
  const files = { readText: readTextFile, matchFiles, listFiles: listConfigFiles };
  startServer(connection, { ...files, startWorker }, engineVersion);
  return new Promise(() => {});
}

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
