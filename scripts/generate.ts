/**
 * Writes everything that is derived from the specs: `schemas/`, the compiled validators and the manifest's parts.
 * `--check` writes nothing and fails when a file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedDocs } from './generate/docs.ts';
import { generatedSchemas } from './generate/schemas.ts';
import { generatedValidators } from './generate/validators.ts';

const check = process.argv.includes('--check');
const files = new Map<string, string>([...generatedSchemas(), ...generatedValidators(), ...generatedDocs()]);
const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);

if (check && stale.length > 0) {
  for (const [path] of stale) console.error(`${path} is not up to date. Run: npm run generate`);
  process.exit(1);
}
for (const [path, text] of stale) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
if (stale.length === 0) console.log(`${files.size} generated files are up to date`);
