import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchFiles } from '../../../host/files.ts';
import { pathMatcher } from '../../../language/model/path-match.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const names = ['a.yaml', 'b.yml', '.hidden.yaml', 'c d.yaml', 'b[1].yaml', 'é.strategies.yaml'];
const folders = ['', 'team/', 'team/sub/', 'x {y} [z]/'];
const paths = folders.flatMap((folder) => names.map((name) => folder + name));

describe('a path finds by its address what it finds on the disk', () => {
  const glob = fc
    .tuple(
      fc.constantFrom('', './', '../', '../../', 'team/', 'team/../', '../team/', './team/./'),
      fc.constantFrom('', '**/', '*/', 'sub/', '{sub,other}/'),
      fc.constantFrom('*', '**', '*.yaml', '?.{yaml,yml}', '[ab].*', '.*', '*[1]*'),
    )
    .map((parts) => parts.join(''));
  const pattern = fc.oneof(glob, fc.constantFrom(...paths), fc.constantFrom('./a.yaml', 'team/../a.yaml'));

  test('from whichever folder it is written in', async () => {
    const below = 'a/b/c';
    const dir = `${tempDir(Object.fromEntries(paths.map((path) => [`${below}/${path}`, ''])))}/${below}`;
    const uris = paths.map((path) => pathToFileURL(`${dir}/${path}`).href);
    const bases = folders.map((folder) => pathToFileURL(`${dir}/${folder}base.monitor.yaml`).href);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bases), pattern, async (base, text) => {
        const onDisk = (await matchFiles(base, text)).filter((uri) => uris.includes(uri));
        const matches = pathMatcher(base, text);
        expect(uris.filter(matches).toSorted()).toEqual([...onDisk].toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test('absolute, or with the escapes that an editor writes', () => {
    const base = 'file:///team%20%231/c%2B%2B/a.monitor.yaml';
    expect(pathMatcher(base, '/team #1/b.yaml')('file:///team %231/b.yaml')).toBe(true);
    expect(pathMatcher(base, '../*.yaml')('file:///team%20%231/b.yaml')).toBe(true);
    expect(pathMatcher(base, 'b.yaml')('file:///team%20%231/b.yaml')).toBe(false);
    expect(pathMatcher('file:///c%3A/m/a.yaml', 'C:/m/b.yaml')('file:///C:/m/b.yaml')).toBe(true);
  });
});
