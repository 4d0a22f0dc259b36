import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentFormatOf } from '../../../language/model/document-format.ts';
import { type ReadConfig, readConfig } from '../../../language/model/read-config.ts';
import { uriOf } from '../helpers/memory-host.ts';
import { applied, script, starts } from './edit-scripts.ts';

/** What a reading says, without what it leaves for the next one. */
const said = ({ left: _, ...rest }: ReadConfig) => rest;

describe.each(starts)('$path', ({ path, text: start }) => {
  it('read anew after every edit, or with what the last reading left, says the same', () => {
    const uri = uriOf(path);
    const format = documentFormatOf(uri, '') ?? 'monitor';
    fc.assert(
      fc.property(script, (edits) => {
        let text = start;
        let config = readConfig(uri, text, format);
        for (const edit of edits) {
          text = applied(text, edit);
          config = readConfig(uri, text, format, config);
          expect(said(config), JSON.stringify(text)).toEqual(said(readConfig(uri, text, format)));
        }
      }),
      { numRuns: 40 },
    );
  });
});
