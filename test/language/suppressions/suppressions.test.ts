import { describe, expect, it } from 'vitest';
import { marks } from '../helpers/check.ts';

const bad = '{ kind: accuracy, strategy: { type: threshold, threshold: 2 } }';
const found = 'threshold-always-fires «2»';
const id = 'threshold-always-fires';

describe('a suppression', () => {
  it.each([
    ['of the next line', `# driftscope-disable-next-line ${id} -- why\n- ${bad}\n`, []],
    [
      'of the next line that holds something',
      `# driftscope-disable-next-line ${id} -- why\n\n# more\n- ${bad}\n`,
      [],
    ],
    ['of that line only', `# driftscope-disable-next-line ${id} -- why\n- ${bad}\n- ${bad}\n`, [found]],
    ['of its own line', `- ${bad} # driftscope-disable-line ${id} -- why\n- ${bad}\n`, [found]],
    [
      'with other names',
      `- ${bad} # driftscope-disable-line unused-strategy, ${id} -- why\n`,
      ['unused-suppression «unused-strategy»'],
    ],
    ['of all that follows', `# driftscope-disable ${id} -- why\n- ${bad}\n- ${bad}\n`, []],
    [
      'up to its end',
      `# driftscope-disable ${id} -- why\n- ${bad}\n# driftscope-enable ${id}\n- ${bad}\n`,
      [found],
    ],
    [
      'up to the end of all',
      `# driftscope-disable ${id} -- why\n- ${bad}\n# driftscope-enable\n- ${bad}\n`,
      [found],
    ],
    [
      'not up to the end of another',
      `# driftscope-disable ${id} -- why\n# driftscope-enable zero-std\n- ${bad}\n`,
      ['unused-suppression «driftscope-enable zero-std»'],
    ],
    [
      'up to the first end only',
      `# driftscope-disable ${id} -- why\n- ${bad}\n# driftscope-enable\n# driftscope-enable ${id}\n- kind: drft\n`,
      [`unused-suppression «driftscope-enable ${id}»`, 'schema-unknown-value «drft»'],
    ],
    [
      'up to an end that names others too',
      `# driftscope-disable ${id} -- why\n- ${bad}\n# driftscope-enable ${id}, zero-std\n`,
      ['unused-suppression «zero-std»'],
    ],
    [
      'of one line, which needs no end',
      `- ${bad} # driftscope-disable-line ${id} -- why\n# driftscope-enable -- done\n`,
      ['unused-suppression «driftscope-enable -- done»'],
    ],
    [
      'with an end that names no rule of ours',
      '# driftscope-enable zero-stdd\n- kind: drift\n',
      ['unknown-rule «zero-stdd»'],
    ],
    ['without a blank after its sign', `#driftscope-disable ${id} -- why\n- ${bad}\n`, []],
  ] as const)('%s', async (_, text, expected) => {
    expect(await marks(text)).toEqual(expected);
    expect(await marks(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it.each([
    ['words', `${id} because we test it`, 'because we test it'],
    ['a colon', `${id}: we test it`, 'we test it'],
    ['a dash', `${id}, zero-std - we test it`, 'we test it'],
    ['a long dash', `${id} — we test it`, 'we test it'],
  ])('with a reason behind %s silences all the same, and says what is missing', async (_, rest, mark) => {
    const said = await marks(`# driftscope-disable-next-line ${rest}\n- ${bad}\n`);
    expect(said.filter((line) => !line.startsWith('unused'))).toEqual([`bad-suppression «${mark}»`]);
  });

  it.each([
    'driftscope: disable-next-line',
    'driftscope disable-next-line',
    'DRIFTSCOPE-DISABLE-NEXT-LINE',
    'driftscope:disable',
  ])('is not written %s, which is told', async (word) => {
    const text = `# ${word} ${id} -- why\n- ${bad}\n`;
    expect(await marks(text)).toEqual([`bad-suppression «${word}»`, found]);
  });

  it('is nothing that merely speaks of us', async () => {
    const text = '# Driftscope enables alerts\n# driftscope disabled these once\n- kind: drift\n';
    expect(await marks(text)).toEqual([]);
  });

  it.each([
    ['double quotes', `- { kind: drift, id: "x # driftscope-disable ${id} -- why" }\n`],
    ['single quotes', `- { kind: drift, id: 'x # driftscope-disable ${id} -- why' }\n`],
    ['a block', `model:\n  name: |\n    # driftscope-disable ${id}\nmonitors:\n  - ${bad}\n`],
    ['a word', `- { kind: drift, id: x#driftscope-disable }\n- ${bad}\n`],
  ])('is none in %s', async (_, text) => {
    const said = await marks(text);
    expect(said.filter((line) => line.includes('suppression'))).toEqual([]);
    if (text.includes('accuracy')) expect(said).toContain(found);
  });

  it('does not reach what makes a config unusable', async () => {
    const text =
      '# driftscope-disable unknown-strategy, schema-unknown-value -- no\n- { kind: drift, strategy: x }\n- kind: drft\n';
    expect(await marks(text)).toEqual([
      'unknown-rule «unknown-strategy»',
      'unknown-rule «schema-unknown-value»',
      'unknown-strategy «x»',
      'schema-unknown-value «drft»',
    ]);
  });

  it('is used by a rule whatever level that rule has, and needs none where the rule is off', async () => {
    const settings = (level: string) => ({ 'driftscope.config.yaml': `rules: { ${id}: ${level} }\n` });
    const text = `- ${bad} # driftscope-disable-line ${id} -- why\n`;
    for (const level of ['off', 'error'])
      expect(await marks(text, 'a.monitor.yaml', settings(level))).toEqual([]);
  });

  it('cannot hide that it is unused', async () => {
    const text = '# driftscope-disable unused-suppression, zero-std -- why\n- kind: drift\n';
    expect(await marks(text)).toEqual(['unknown-rule «unused-suppression»', 'unused-suppression «zero-std»']);
  });

  it('is no comment in JSON, and there an error', async () => {
    expect(await marks('[{ "kind": "drift" }] // driftscope-disable x\n', 'a.monitor.json')).toEqual([
      'json-syntax «// driftscope-disable x»',
    ]);
  });
});
