import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outline, OutlineNode } from '../../language/syntax/cursor/outline.ts';
import { scanBlock } from '../../language/syntax/cursor/scan-block.ts';
import { applied, script, starts } from './incremental/edit-scripts.ts';

/** All there is in an outline, with what was put off. */
const whole = ({ value, anchors, ...rest }: Outline) => ({
  ...rest,
  anchors: anchors.map(({ slot, ...anchor }) => ({ ...anchor, of: slot.start })),
  value: value && nodeOf(value),
});

function nodeOf(node: OutlineNode): unknown {
  if (node.type === 'scalar') return { ...node, anchored: node.anchored?.start };
  if (node.type === 'map') return { ...node, entries: node.entries.map(slotOf) };
  return { ...node, items: node.items.map(slotOf) };
}

const slotOf = <S extends { start: number; comma: number; value?: OutlineNode | undefined }>(slot: S) => ({
  ...('key' in slot ? { key: nodeOf(slot.key as OutlineNode), colon: 'colon' in slot && slot.colon } : {}),
  ...('dash' in slot ? { dash: slot.dash } : {}),
  start: slot.start,
  comma: slot.comma,
  value: slot.value && nodeOf(slot.value),
});

const atOnce = (text: string) => JSON.stringify(whole(scanBlock(text, 0, text.length, Number.NaN)));

const seenFrom = (text: string, cursor: number) =>
  JSON.stringify(whole(scanBlock(text, 0, text.length, cursor)));

/** Lines that lists are made of, and those that could be taken for the end of an item or for a part of it. */
const lines = fc.array(
  fc
    .tuple(
      fc.nat({ max: 6 }),
      fc.constantFrom(
        '- a: 1',
        '-',
        '- - b',
        '- c',
        'd: 2',
        'e:',
        '- { f: [1,',
        ' g: 3 }',
        '}',
        ']',
        '# note',
        '',
        '- |',
        'text: >',
        '- "open',
        "'h': 4",
        '%x',
        'word',
        '- &i j: 5',
        '- !k',
        '{',
        '|',
        '&m',
        '!n o: 6',
        'p: &m 7',
        '- *m',
        'q: *i',
      ),
    )
    .map(([indent, line]) => ' '.repeat(indent) + line),
  { maxLength: 12 },
);

describe('items that the cursor is not in', () => {
  test('are found to be what they are when everything is scanned at once', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.nat(), (all, ending, at) => {
        const text = all.join(ending);
        const cursor = at % (text.length + 1);
        expect(seenFrom(text, cursor)).toBe(atOnce(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('in documents that people edit too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), script, fc.nat(), (start, edits, at) => {
        const text = edits.reduce(applied, start.text);
        const cursor = at % (text.length + 1);
        expect(seenFrom(text, cursor)).toBe(atOnce(text));
      }),
      { numRuns: 300 },
    );
  });

  test('are not looked at until somebody asks', () => {
    const text = '- a: 1\n- b: 2\n';
    const outline = scanBlock(text, 0, text.length, 1);
    const [near, far] = outline.value?.type === 'seq' ? outline.value.items : [];
    expect(near && Object.keys(near)).toContain('value');
    expect(far && Object.keys(far)).not.toContain('value');
    expect(far?.value).toMatchObject({ type: 'map', entries: [{ key: { text: 'b' } }] });
  });
});
