import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment } from './clean-environment.ts';
import { forEachLine, type Log } from './exec-logged.ts';
import type { VsCodeInstall } from './install.ts';
import { type OwnedProcess, spawnOwned } from './owned-process.ts';
import { type Settings, updateSettings, writeSettings } from './settings.ts';
import { VsCodeUnavailableError } from './unavailable.ts';

/** What a server runs with; `extensionsDir` defaults to an empty folder inside `userDataDir`. */
export interface VsCodeServerOptions {
  readonly install: VsCodeInstall;
  /** A folder of unpacked extensions, each as `publisher.name-version/`. */
  readonly extensionsDir?: string;
  /** Everything the server writes, with the user settings; give every run its own. */
  readonly userDataDir: string;
  /** User settings, over those that keep the screen quiet. */
  readonly settings?: Settings;
  readonly log?: Log;
}

/** A running VS Code server on the loopback interface. */
export interface VsCodeServer {
  readonly url: string;
  readonly port: number;
  /** Changes user settings; a workbench reads them when it is opened or reloaded, not before. */
  updateSettings(changes: Settings): Promise<void>;
  /** Ends the server and its extension hosts; resolves when they have gone. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

// Runs inside the server: its standard input closes when the parent dies, even by SIGKILL.
const endWithParent = `data:text/javascript,${encodeURIComponent(`
  if (process.argv[1]?.endsWith('server-main.js')) {
    process.stdin.resume().on('end', () => process.kill(-process.pid, 'SIGKILL')).unref();
  }
`)}`;

/** Starts a server on a free port and resolves once it answers. */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const { install, userDataDir } = options;
  await writeSettings(userDataDir, options.settings ?? {});
  const extensionsDir = options.extensionsDir ?? join(userDataDir, 'extensions');
  await mkdir(extensionsDir, { recursive: true });
  const main = join(install.root, 'out', 'server-main.js');
  const args = ['--import', endWithParent, main, ...serverArguments(userDataDir, extensionsDir)];
  const server = spawnOwned(install.node.executable, args, {
    cwd: install.root,
    // No marketplace: nothing is looked up outside this machine.
    env: { ...cleanEnvironment(), EXTENSIONS_GALLERY: '{}' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  try {
    const port = await listeningPort(server, options.log ?? (() => {}));
    // `localhost`, not 127.0.0.1: webviews need the service worker that only a secure origin gets.
    const url = `http://localhost:${port}/`;
    await answers(url);
    return {
      url,
      port,
      updateSettings: (changes) => updateSettings(userDataDir, changes),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function serverArguments(userDataDir: string, extensionsDir: string): string[] {
  const flags = ['without-connection-token', 'accept-server-license-terms', 'disable-workspace-trust'];
  // The smoke test driver is what makes the page heed a payload.
  flags.push('enable-smoke-test-driver');
  const values = {
    host: '127.0.0.1',
    port: '0',
    'telemetry-level': 'off',
    'server-data-dir': userDataDir,
    'extensions-dir': extensionsDir,
  };
  return [
    ...flags.map((flag) => `--${flag}`),
    ...Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]),
  ];
}

function listeningPort(server: OwnedProcess, log: Log): Promise<number> {
  return new Promise((resolve, reject) => {
    const seen: string[] = [];
    const fail = (why: string): void =>
      reject(new VsCodeUnavailableError('server-did-not-start', `${why}\n${seen.slice(-12).join('\n')}`));
    const timer = setTimeout(() => fail(`no answer in ${startTimeoutMs / 1000} s`), startTimeoutMs);
    const onLine = (line: string): void => {
      seen.push(line);
      log(line);
      const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      seen.length = 0;
      resolve(Number(port));
    };
    if (server.child.stdout) forEachLine(server.child.stdout, onLine);
    if (server.child.stderr) forEachLine(server.child.stderr, onLine);
    void server.ended.then((code) => {
      clearTimeout(timer);
      fail(`the server ended with ${code}`);
    });
  });
}

async function answers(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(startTimeoutMs) });
  await response.text();
  if (!response.ok) {
    throw new VsCodeUnavailableError('server-did-not-start', `${url} answers with status ${response.status}`);
  }
}
