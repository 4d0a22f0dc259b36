import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a test entry that exports `run()` into one CommonJS file, mocha included, so that it loads in any
 * extension host whatever is installed beside it. Resolves with `outfile`.
 */
export async function bundleExtensionTests(entry: string, outfile: string): Promise<string> {
  await mkdir(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // Mocha's parallel mode looks up its worker file; it is not used.
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
  return outfile;
}
