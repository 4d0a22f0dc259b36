/** Entry of the simulation worker: `dist/worker.cjs`, a thread of the language server. */
import { stat } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { digests } from '../host/digest.ts';
import { fileSource } from '../host/event-files.ts';
import { SimulationWorker } from './worker/simulation-worker.ts';
import type { ToWorker } from './worker-messages.ts';

const worker = new SimulationWorker({
  digests,
  async open(uri, name) {
    const path = fileURLToPath(uri);
    const source = await fileSource(path, name);
    const { size, mtimeMs, ino } = await stat(path);
    return { uri, source, stamp: `${size} ${mtimeMs} ${ino}` };
  },
  shownName(configUri, uri) {
    const path = fileURLToPath(uri);
    if (!configUri.startsWith('file:')) return path;
    const short = relative(dirname(fileURLToPath(configUri)), path);
    return short.startsWith('..') ? path : short.replaceAll('\\', '/');
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  post: (message) => parentPort?.postMessage(message),
});

parentPort?.on('message', (message: ToWorker) => worker.receive(message));
