import { expect, it } from 'vitest';
import { pathMeant } from '../../../language/model/path-meant.ts';
import { memoryHost, uriOf } from '../helpers/memory-host.ts';

const host = memoryHost({
  'data/requests.csv': '',
  'data/errors.ndjson.gz': '',
  'a.csv': '',
  'common.strategies.yaml': '',
  'fleet.yaml': '',
  'old/errors.ndjson.bak': '',
  'old/shared.yaml.orig': '',
});

it.each([
  ['data/requets.csv', 'data/requests.csv'],
  ['data/requests.ndjson', 'data/requests.csv'],
  ['dta/requests.csv', 'data/requests.csv'],
  ['data/erors.ndjson.gz', 'data/errors.ndjson.gz'],
  ['comon.strategies.yaml', 'common.strategies.yaml'],
  // A letter stands for anything, and a pattern for many.
  ['b.csv', undefined],
  ['data/*.cvs', undefined],
  ['data/latency.csv', undefined],
  ['other/latency.csv', undefined],
  // What is not of the kind could not be read.
  ['old/errors.ndjson', undefined],
  ['old/shared.yaml', undefined],
])('%s means %s', async (path, meant) => {
  const kind = path.endsWith('.yaml') ? 'strategies' : 'events';
  expect(await pathMeant(uriOf('a.monitor.yaml'), path, kind, host)).toBe(meant);
});

it('a file never means itself', async () => {
  const meant = (from: string) => pathMeant(uriOf(from), 'flet.yaml', 'strategies', host);
  expect(await meant('a.monitor.yaml')).toBe('fleet.yaml');
  expect(await meant('fleet.yaml')).toBeUndefined();
});
