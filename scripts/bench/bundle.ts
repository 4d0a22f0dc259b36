import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';
import { nodeOptions } from '../build-options.ts';
import type { Bench } from './kit.ts';

/** What a file in this folder exports to be measured. */
export interface Section {
  run(bench: Bench): Promise<void>;
}

/** Bundles a section as the build bundles the programs, and loads the bundle. */
export async function bundled(path: string): Promise<Section> {
  const outfile = resolve('out/bench', `${basename(path, '.ts')}.cjs`);
  const { outExtension: _, external = [], ...options } = nodeOptions;
  await build({
    ...options,
    entryPoints: [path],
    outfile,
    minify: true,
    // Has native parts, which no bundle holds.
    external: [...external, '@duckdb/node-api'],
  });
  return createRequire(import.meta.url)(outfile) as Section;
}
