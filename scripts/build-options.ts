/** How what runs in Node is bundled, for the build and for what measures it. */
import type { BuildOptions } from 'esbuild';

/** VS Code's extension host, the language server, the simulation worker, the command line. */
export const nodeOptions: BuildOptions = {
  bundle: true,
  legalComments: 'linked',
  logLevel: 'warning',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  // Several packages offer a UMD build first, whose `require` calls a bundler cannot follow.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  // The command line asks whether it is the program that was started; a bundle always is.
  define: { 'process.env.VITEST': 'undefined', 'import.meta.url': '__bundleUrl' },
  banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};
