import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerCommand } from './client.ts';

/** The server as it ships; `npm run build` makes it. */
export const driftscope: ServerCommand = {
  name: 'driftscope',
  args: [resolve('dist/server.cjs'), '--stdio'],
  languageId: 'driftscope',
  settings: {},
};

/** No server at all, as it were: what it takes is the floor under the others. */
export const idleServer: ServerCommand = {
  name: 'floor',
  args: ['--import', 'tsx', resolve('scripts/bench/lsp/idle-server.ts')],
  languageId: 'driftscope',
  settings: {},
};

/** The YAML language server with our schema, and everything that we compare switched on. */
export const yamlLanguageServer: ServerCommand = {
  name: 'yaml-language-server',
  args: [createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server'), '--stdio'],
  languageId: 'yaml',
  settings: {
    yaml: {
      schemas: { [pathToFileURL(resolve('schemas/monitor.schema.json')).href]: '*.monitor.yaml' },
      schemaStore: { enable: false },
      validate: true,
      completion: true,
      hover: true,
      maxItemsComputed: 5000,
    },
    http: { proxy: '', proxyStrictSSL: true },
  },
};
