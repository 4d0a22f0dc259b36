import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/**
 * Builds server and worker for a test file as `scripts/build.ts` does, into a folder of its own, so that test files
 * do not get into each other's way. `DRIFTSCOPE_DIST` names a finished build to test instead, unless this one is to differ.
 * @param plugins what to build otherwise, such as a part that is broken on purpose
 */
export function builtServer(plugins: Plugin[] = []): { readonly path: string; readonly cli: string } {
  const given = plugins.length > 0 ? undefined : process.env['DRIFTSCOPE_DIST'];
  const root = given ? '' : mkdtempSync(join(tmpdir(), 'driftscope-server-'));
  const folder = given ?? join(root, 'dist');
  beforeAll(async () => {
    if (given) return;
    symlinkSync(resolve('docs'), join(root, 'docs'));
    await build({
      entryPoints: {
        server: 'server/main.ts',
        worker: 'server/worker.ts',
        ...(plugins.length > 0 && { cli: 'cli/main.ts' }),
      },
      plugins,
      outdir: folder,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      mainFields: ['module', 'main'],
      define: { 'import.meta.url': '__bundleUrl' },
      banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
      logLevel: 'warning',
    });
  });
  afterAll(() => {
    if (!given) rmSync(root, { recursive: true, force: true });
  });
  return { path: join(folder, 'server.cjs'), cli: join(folder, 'cli.cjs') };
}
