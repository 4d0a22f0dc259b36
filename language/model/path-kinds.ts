/** What a path in a document points to. */
export type FileKind = 'events' | 'strategies' | 'config';

/** Whether a file of that name is one that may be meant where such a file is wanted. */
export const isOfKind = (name: string, kind: FileKind): boolean => kinds[kind](name);

const kinds: Readonly<Record<FileKind, (name: string) => boolean>> = {
  events: (name) => /\.(ndjson|jsonl|json|csv|tsv|parquet)(\.(gz|zst))?$/i.test(name) && !isConfig(name),
  strategies: (name) => /\.(ya?ml|json)$/i.test(name) && !isConfig(name) && !isTest(name),
  config: (name) => isConfig(name),
};

const isConfig = (name: string) => /(\.monitors?|^monitors)\.(ya?ml|json)$/i.test(name);
const isTest = (name: string) => /\.monitor\.test\.ya?ml$/i.test(name);
