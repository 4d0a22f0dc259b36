import type { SampleFacts } from '../../../core/spec/sample-facts.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { workedOutOnce } from '../../model/worked-out.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import { outlineAt } from '../../syntax/cursor/scan-document.ts';
import { type Facts, factsOf } from '../completion/facts.ts';

/** What proposals are made from, beside the text. */
export interface Known {
  /** Strategies that can be named, those of included files too. */
  readonly strategyNames: readonly string[];
  readonly sample?: SampleFacts | undefined;
}

/** What completion would know in a file, so that both propose the same. */
export function factsFor(config: ReadConfig, { strategyNames, sample }: Known): Facts {
  const { text, uri, format } = config;
  const given = { format, strategyNames, monitorIds: [], snippets: false, ...(sample ? { sample } : {}) };
  const cursor = { json: syntaxOf(uri) === 'json', outline: outlineOf(config), word: noWord, places: [] };
  return factsOf(given, cursor, text);
}

const noWord = { start: 0, end: 0, quote: '' } as const;

/** The outline of the first document: there is but one in what can be used. */
const outlineOf = workedOutOnce(({ text, uri, documents }: ReadConfig): Outline => {
  const outline = outlineAt(text, documents[0]?.root?.start ?? text.length, syntaxOf(uri) === 'json');
  return outline ?? { start: 0, end: text.length, comma: -1, anchors: [] };
});
