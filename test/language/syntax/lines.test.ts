import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineStart, lineStarts } from '../../../language/syntax/lines.ts';

test('line starts of a whole text are those that are looked for one by one', () => {
  const texts = fc.array(fc.constantFrom('a', ' ', '\n', '\r\n', '\r'), { maxLength: 20 });
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      const startOf = lineStarts(text);
      for (let offset = 0; offset <= text.length; offset += 1) {
        const isWithinBreak = text[offset - 1] === '\r' && text[offset] === '\n';
        if (!isWithinBreak) expect(startOf(offset)).toBe(lineStart(text, offset));
      }
    }),
  );
});
