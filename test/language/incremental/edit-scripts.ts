import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { samples } from '../features/sample-documents.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** A file that edits start from. */
export interface Start {
  readonly path: string;
  readonly text: string;
}

const withCrlf = ({ path, text }: Start): Start => ({ path, text: text.replaceAll('\n', '\r\n') });

const written: readonly Start[] = [
  ...samples.map(({ path, text }) => ({ path, text })),
  { path: 'full.monitor.yaml', text: read('fixtures/full.monitor.yaml') },
  { path: 'ten.monitor.yaml', text: read('fixtures/ten-mistakes.monitor.yaml') },
  { path: 'ten.monitor.json', text: read('fixtures/ten-mistakes.monitor.json') },
  { path: 'digits.monitor.yaml', text: read('../examples/digit-reader/digit-reader.monitor.yaml') },
  {
    path: 'list.monitor.yaml',
    text: '# three\n\n- kind: latency\n  id: 😀\n\n# of them\n- kind: drift\n  strategy:\n    - a\n    - { type: static, bound: 3 }\n-\n  kind: error\n  # the end\n',
  },
  {
    path: 'sections.monitor.yaml',
    text: '---\nmonitors: # these\n# and\n- kind: latency\n- { kind: drift,\n    id: b }\n\nstrategies:\n    one:\n      type: static\n      bound: 1\n    # two\n    two: { type: p_value }\n\n    one: 3\nretraining:\n  - on: [latency]\n    note: |\n      text\n\n      - more\nversion: 1\n',
  },
  {
    path: 'anchors.monitor.yaml',
    text:
      'x-d: &d\n  for: 1s\n  strategy: &s { type: static, bound: 1 }\nx-one: &one 1\nmonitors:\n- &a\n  kind: latency\n  id: &id m\n' +
      '- <<: *d\n  kind: error\n- *a\n- { <<: [*d, *a], &k id: b }\n# c\n- &d\n  <<: *a\n  kind: &kind drift\n  strategy: *s\n' +
      '- <<: *d\n  kind: *kind\n  id: *k\n  threshold: *one\n- &own\n  kind: *nowhere\n  strategy: [*own, *s]\n- kind: error\n  strategy: &s\n  - type: p_value\n' +
      'strategies:\n  <<: { base: *s }\n  one: &s\n    type: ewma\n    <<: &late\n      alpha: 0.1\n  two: *s\n  three: *later\n  four: &later { <<: *late, type: static }\n<<: { version: 1 }\n',
  },
  {
    path: 'documents.strategies.yaml',
    text:
      '# first\n---\nstrategies:\n  one: &s\n    type: static\n    bound: 1\n# end\n--- # second\nstrategies:\n  two: *s\n  three: &s { type: p_value }\n' +
      '---\n# nothing\n---\ntype: ewma\nalpha: 0.1\n---\n- <<: *s\n- a: |\n    b\n\n---\n',
  },
  { path: 'trailing.monitor.yaml', text: '- kind: latency\n  id: a\n- kind: drift\n  id: b\n---\n\n' },
];

/** Files with every notation there is, with both line ends. */
export const starts: readonly Start[] = [...written, ...written.map(withCrlf)];

/** Where it is made, as a share of the text, how much it removes, and what it inserts. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** What leaves most of a text as it was. */
const gentle = fc.constantFrom(
  ...[
    'a',
    '0.5',
    'k',
    'é',
    '😀',
    '\n',
    '\r\n',
    '\n\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    ' # x',
    '\n# x',
    '\n   # x',
  ],
  ...[
    '\n- kind: drift\n',
    '\n  id: x',
    '\nversion: 1\n',
    '\nruntime:\n  bus_capacity: 3\n',
    ', ',
    ': ',
    ' ',
    '\t',
  ],
  ...[
    '\n- <<: { a: 1 }\n',
    '\n- &a b\n',
    '\n- "a b"\n',
    '\n- |\n  a\n\n  b\n',
    '\n- { a: b,\n  c: d }\n',
    '\n  a: 1\n  a: 2\n',
  ],
);

/** What may change the meaning of all that follows. */
const harsh = fc.constantFrom(
  ...[
    ':',
    '-',
    '- ',
    '\r',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '|',
    '>',
    '|\n',
    '*a',
    '\n<<: *a\n',
    '<<: {b: 1}\n',
    '!x ',
  ],
  ...[
    '\n? ',
    '\n---\n',
    '\n--- # x\n',
    '\n...\n',
    '%YAML 1.2\n',
    '\uFEFF',
    '\nmonitors:\n',
    '\nstrategies:\n  s: { type: static }\n',
  ],
);

/** What refers to other parts of a text, or they to it. */
const tying = fc.constantFrom(
  ...['*d', '*s', '&d ', ' &s', ' &s\n', '\n  <<: *d', '\n- *d\n', '\n- *a', '\n  id: *id'],
  ...[
    '\n- &d { kind: drift }\n',
    '\n- <<: [*a, *d]\n  kind: error\n',
    '\nx: &d { for: 2s }\n',
    '\n  s: &s\n    type: static\n',
  ],
);

const typed = fc.oneof(
  { weight: 8, arbitrary: gentle },
  { weight: 2, arbitrary: tying },
  { weight: 1, arbitrary: harsh },
);

/** Anywhere alike: fast-check's own preference for the ends would break nearly every text at its first character. */
const share = fc.nat({ max: 9999 }).map((number) => ((number * 7919) % 10_000) / 10_000);

const edit: fc.Arbitrary<Edit> = fc.record({
  at: share,
  remove: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.nat({ max: 3 }), fc.nat({ max: 60 })),
  insert: fc.oneof(
    { weight: 12, arbitrary: typed },
    fc.constant(''),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
});

/** Edits one after the other, as they are typed: mostly each goes on where the last one was. */
export const script: fc.Arbitrary<readonly Edit[]> = fc
  .array(
    fc.oneof(
      edit.map((one) => [one]),
      fc
        .tuple(edit, fc.array(typed, { maxLength: 6 }))
        .map(([one, more]) => [one, ...more.map((insert): Edit => ({ at: one.at, remove: 0, insert }))]),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.flat());

/** Half of the edits are made at the end of a line, as most are. */
export function applied(text: string, { at, remove, insert }: Edit): string {
  const place = Math.floor(at * (text.length + 1));
  const lineEnd = /\r?\n|$/.exec(text.slice(place))?.index ?? 0;
  const offset = place % 2 === 0 ? place : place + lineEnd;
  return text.slice(0, offset) + insert + text.slice(offset + remove);
}
