import { describe, expect, it } from 'vitest';
import { documentFormatOf } from '../../../language/model/document-format.ts';

describe('the format of a file', () => {
  it.each([
    ['file:///w/a.monitor.yaml', 'monitor'],
    ['file:///w/a.monitor.yml', 'monitor'],
    ['file:///w/a.monitor.json', 'monitor'],
    ['file:///w/a.monitors.yaml', 'monitor'],
    ['file:///w/monitors.yml', 'monitor'],
    ['file:///w/my%20own.monitor.yaml', 'monitor'],
    ['file:///w/a.strategy.yaml', 'strategy'],
    ['file:///w/a.strategies.yml', 'strategy'],
    ['file:///w/a.monitor.test.yaml', 'test'],
    ['file:///w/monitor.yaml', undefined],
    ['file:///w/a.monitor.yaml/b.yaml', undefined],
    ['file:///w/amonitors.yaml', undefined],
  ])('follows from the name %s', (uri, format) => expect(documentFormatOf(uri, '')).toBe(format));

  it.each([
    ['https://www.schemastore.org/driftscope-strategy.json', 'strategy'],
    ['../schemas/test.schema.json', 'test'],
    ['https://example.org/other.json', undefined],
  ])('follows from the schema in the first line: %s', (schema, format) => {
    expect(documentFormatOf('file:///w/b.yaml', `# yaml-language-server: $schema=${schema}\r\n`)).toBe(
      format,
    );
    expect(documentFormatOf('file:///w/b.yaml', `\n# yaml-language-server: $schema=${schema}\n`)).toBe(
      undefined,
    );
  });
});
