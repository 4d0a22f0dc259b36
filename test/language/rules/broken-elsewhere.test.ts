import { expect, it } from 'vitest';
import { marks } from '../helpers/check.ts';

/** What breaks the schema, or a name nobody defines, may be the very thing that a rule would find missing. */
it.each([
  // The monitor that is asked for, misspelled.
  ['monitors: [{ kind: drfit }]\nretraining: [{ on: [drift] }]\n', ['schema-unknown-value «drfit»']],
  // The monitor that is asked for, its id yet to be typed.
  ['monitors: [{ kind: latency, id: }]\nretraining: [{ on: [slow] }]\n', ['schema-missing-value «id»']],
  // The strategy that is named, yet to be typed.
  ['monitors: [{ kind: latency, strategy: slow }]\nstrategies:\n  slow:\n', ['schema-missing-value «slow»']],
  // The only use of a strategy, misspelled.
  [
    'monitors: [{ kind: latency, strategy: slwo }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
    ['unknown-strategy «slwo»'],
  ],
  [
    'monitors: [{ kind: latency, strategy: { type: any_of, of: [slow] } }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
    ['schema-unknown-key «of»'],
  ],
  // An `alpha` that no formula holds for.
  ['- kind: latency\n  strategy: { type: ewma, alpha: 2, k_sigma: 3 }\n', ['schema-out-of-bounds «2»']],
  // The strategy by which the monitor would alert.
  [
    'monitors: [{ kind: latency, startegy: slow }]\nretraining: [{ on: [latency] }]\n',
    ['schema-unknown-key «startegy»'],
  ],
  [
    'monitors: [{ kind: latency, strategy: slwo }]\nretraining: [{ on: [latency] }]\n',
    ['unknown-strategy «slwo»'],
  ],
  // A number in YAML 1.1 that is an error here anyway.
  ['- kind: latency\n  strategy: { type: static, bound: 1_000 }\n', ['schema-wrong-type «1_000»']],
  // A suppression of what another kind might have had.
  ['- kind: drft # driftscope-disable-line zero-std -- who knows\n', ['schema-unknown-value «drft»']],
])('rules keep silent of what is broken elsewhere in %j', async (text, expected) => {
  expect(await marks(text)).toEqual(expected);
});
