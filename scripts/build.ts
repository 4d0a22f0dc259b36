/** Bundles everything that ships into `dist/`. `--watch` rebuilds on change, `--sourcemap` for debugging. */
import { rmSync } from 'node:fs';
import { type BuildOptions, build, context } from 'esbuild';

const watch = process.argv.includes('--watch');

const shared: BuildOptions = {
  bundle: true,
  minify: !watch,
  sourcemap: watch || process.argv.includes('--sourcemap'),
  legalComments: 'linked',
  outdir: 'dist',
  logLevel: 'warning',
  metafile: true,
};

/** What runs in Node: VS Code's extension host, the language server, the simulation worker, the command line. */
const node: BuildOptions = {
  ...shared,
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

const builds: BuildOptions[] = [
  {
    ...node,
    entryPoints: {
      extension: 'client/extension.ts',
      server: 'server/main.ts',
      worker: 'server/worker.ts',
      cli: 'cli/main.ts',
    },
  },
  {
    ...shared,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: [
      { in: 'webview/main.ts', out: 'panel' },
      { in: 'webview/report.ts', out: 'report' },
      { in: 'webview/panel.css', out: 'panel' },
    ],
  },
];

if (watch) {
  for (const options of builds) await (await context(options)).watch();
  console.log('watching');
} else {
  rmSync('dist', { recursive: true, force: true });
  await Promise.all(builds.map((options) => build(options)));
}
