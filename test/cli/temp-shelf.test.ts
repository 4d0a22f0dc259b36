import { readdirSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { tempShelf } from '../../cli/temp-shelf.ts';
import { tempDir } from '../helpers/temp-dir.ts';

afterEach(() => vi.unstubAllEnvs());

const bytes = (fill: number) => new Uint8Array(5000).fill(fill);

test('what is put on the shelf can be had again, from memory and beyond, and no file has a name', () => {
  const folder = tempDir();
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder);
  const shelf = tempShelf(12_000);
  const places = [1, 2, 3, 4].map((fill) => shelf.put(bytes(fill)));
  const into = new Uint8Array(5000);
  for (const [at, place] of [...places.entries()].reverse()) {
    shelf.get(place, into);
    expect(into).toEqual(bytes(at + 1));
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that takes no file is told in plain words', () => {
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, '/nowhere/at/all');
  expect(() => tempShelf(0).put(bytes(1))).toThrow(/temporary file .*TMPDIR/);
});
