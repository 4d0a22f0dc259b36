import { afterEach, beforeEach } from 'vitest';
import { builtServer } from '../server/built-server.ts';
import { TempWorkspace } from '../server/temp-workspace.ts';
import { LspClient, type LspClientOptions } from './lsp-client.ts';

/** An editor with the built server and a folder of its own; of each test in a file, and gone when the test ends. */
export interface EditorSession {
  /** The client that was started last. */
  readonly client: LspClient;
  readonly workspace: TempWorkspace;
  /** Starts the server anew; one that runs is ended first. */
  start(options?: Omit<LspClientOptions, 'server'>): Promise<LspClient>;
}

/** To be called once in a test file, outside of its tests. */
export function editorSession(): EditorSession {
  const server = builtServer();
  let client: LspClient | undefined;
  let workspace: TempWorkspace;
  const end = async () => {
    await client?.kill();
    client = undefined;
  };
  beforeEach(() => {
    workspace = new TempWorkspace();
  });
  afterEach(async () => {
    await end();
    workspace.remove();
  });
  return {
    get client() {
      if (!client) throw new Error('the test has started no client');
      return client;
    },
    get workspace() {
      return workspace;
    },
    async start(options) {
      await end();
      client = await LspClient.start({ ...options, server: server.path });
      return client;
    },
  };
}
