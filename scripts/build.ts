/** Bundles everything that ships into `dist/`. `--watch` rebuilds on change, `--sourcemap` for debugging. */
import { rmSync } from 'node:fs';
import { type BuildOptions, build, context } from 'esbuild';
import { nodeOptions } from './build-options.ts';

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

const builds: BuildOptions[] = [
  {
    ...nodeOptions,
    ...shared,
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
