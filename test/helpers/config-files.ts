import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { documentFormatOf } from '../../language/model/document-format.ts';

/** Paths of all files of ours among fixtures and examples, whatever folder they are in. */
export const configFiles = (): string[] =>
  ['test/fixtures', 'examples'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => documentFormatOf(basename(path), '') !== undefined)
      .map((path) => join(folder, path))
      .toSorted(),
  );
