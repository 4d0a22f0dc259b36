import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from './helpers/check.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const expected = JSON.parse(fixture('ten-mistakes.expected.json'));

describe.each(['yaml', 'json'])('ten mistakes in %s', (extension) => {
  it('give ten problems, each on its token', async () => {
    const file = `ten-mistakes.monitor.${extension}`;
    const { document, problems } = await check(fixture(file), file);
    const told = problems.map(({ rule, severity, message, range }) => ({
      rule,
      severity,
      marks: document.getText(range).replaceAll('"', ''),
      message: message.replace(`line ${range.start.line + 1}`, 'line {line}'),
    }));
    expect(told).toEqual(expected);
  });
});
