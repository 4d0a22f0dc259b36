import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referenceEntries } from '../../language/reference.ts';
import { runCli } from '../helpers/run-cli.ts';

const explain = (...names: string[]) => runCli(['explain', ...names]);

test('a name that is several things is explained as each', async () => {
  const { code, stdout } = await explain('cooldown');
  expect(code).toBe(0);
  expect(stdout).toContain('the last alert is not yet `cooldown` ago');
  expect(stdout).toMatch(/duration/i);
});

test.each([
  ['below_threshold', 'within the limits'],
  ['schema-unknown-key', 'the nearest key'],
  ['yaml-alias-cycle', 'without end'],
  ['unused-suppression', 'suppression'],
])('explains %s', async (name, words) => {
  const { code, stdout } = await explain(name);
  expect([code, stdout]).toEqual([0, expect.stringContaining(words)]);
});

test('a name may be in capitals; a slip of the finger is answered with what was meant, gibberish is not', async () => {
  expect((await explain('EWMA')).stdout).toContain('`ewma`');
  const { stderr } = await explain('emwa');
  expect(stderr).toBe(
    'driftscope: nothing here is called "emwa". Did you mean ewma? `driftscope explain` lists all.\n',
  );
  expect((await explain('xyzzyqwertz')).stderr).toBe(
    'driftscope: nothing here is called "xyzzyqwertz". `driftscope explain` lists all.\n',
  );
});

test('every id that a problem may have is explained', () => {
  const known = new Set(referenceEntries().map(({ id }) => id));
  const sources = readdirSync('language', { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(syntax|validate|model).*\.ts$/.test(path))
    .map((path) => readFileSync(`language/${path}`, 'utf8'));
  const ids = sources.flatMap((text) => text.match(/(?<=')(schema|yaml|json)-[a-z-]+(?=')/g) ?? []);
  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});
