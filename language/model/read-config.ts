import { errorAt, type Finding } from '../finding.ts';
import { firstLineOf } from '../syntax/lines.ts';
import { parseText } from '../syntax/parse.ts';
import type { SyntaxDocument, SyntaxTree } from '../syntax/tree.ts';
import { checkSchema, type Verdict } from '../validate/check-schema.ts';
import { joinFacts, monitorConfigFacts, noFacts, strategyFileFacts, testFileFacts } from './collect-facts.ts';
import { type DocumentFormatId, fileNameOf, syntaxOf } from './document-format.ts';
import { DocumentView } from './document-view.ts';
import type { ConfigFacts } from './facts.ts';
import { ReadingMemory } from './reading-memory.ts';
import { settingsFacts } from './settings-facts.ts';

/** One file, read by itself: its tree, what is wrong with it, and what it says. */
export interface ReadConfig {
  readonly uri: string;
  readonly text: string;
  readonly format: DocumentFormatId;
  /** The documents that count: one, but for strategy files. */
  readonly documents: readonly SyntaxDocument[];
  /** The plain value of the first document. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  readonly facts: ConfigFacts;
  /** All its names and includes could be read, so a name that it does not have, it does not have. */
  readonly isWhole: boolean;
  /** For the next reading of the file. */
  readonly left: Leftovers;
}

/** What the next reading of a file need not work out again. */
interface Leftovers {
  readonly tree: SyntaxTree;
  readonly memory: ReadingMemory;
}

/**
 * Reads a text; never throws, whatever it is. What an `earlier` reading of the same file found in the same text is
 * taken from there; the result is the same.
 */
export function readConfig(
  uri: string,
  text: string,
  format: DocumentFormatId,
  earlier?: ReadConfig,
): ReadConfig {
  const { memory } = earlier?.format === format ? earlier.left : { memory: new ReadingMemory() };
  const tree = parseText(text, syntaxOf(uri), earlier?.left.tree);
  const written = tree.documents.filter((document) => document.root || document.damage.length > 0);
  const documents = format === 'strategy' ? written : written.slice(0, 1);
  const verdicts = documents.map((document) => checkSchema(document, format, text, memory.accepted));
  const findings = [
    ...tree.findings,
    ...verdicts.flatMap((verdict) => verdict.findings),
    ...written.slice(documents.length).flatMap((document) => surplus(document, text)),
    ...(written.length === 0 && format !== 'settings' ? [empty(format)] : []),
  ];
  const isWhole =
    tree.documents.every((document) => document.damage.length === 0) && verdicts.every(namesAreSound);
  const facts = joinFacts(
    documents.map(({ root }, at) => {
      const verdict = verdicts[at] ?? { value: null, findings: [], invalid: new Set() };
      return factsOf(new DocumentView(root, verdict, memory), uri, format);
    }),
  );
  const value = verdicts[0]?.value;
  return { uri, text, format, documents, value, findings, facts, isWhole, left: { tree, memory } };
}

/** Whether some of a file could not be understood, so that what the tree says of it is a guess in part. */
export const isDamaged = ({ left: { tree } }: Pick<ReadConfig, 'left'>): boolean =>
  tree.documents.some(({ damage }) => damage.length > 0);

/** Whether the parts of a document that define and include names are as the schema wants them; a name may be yet without what it names. */
function namesAreSound({ invalid, value }: Verdict): boolean {
  if ([...invalid].some((pointer) => /^(\/(monitors|strategies|include(\/\d+)?))?$/.test(pointer)))
    return false;
  const { strategies } = (value ?? {}) as { readonly strategies?: object | null };
  return !Object.values(strategies ?? {}).includes(null);
}

function factsOf(view: DocumentView, uri: string, format: DocumentFormatId) {
  if (format === 'monitor') return monitorConfigFacts(view, uri);
  if (format === 'settings') return { ...noFacts, settings: settingsFacts(view) };
  return format === 'test' ? testFileFacts(view) : strategyFileFacts(view, uri, stemOf(uri));
}

/** The name of a bare strategy: its file's, without the endings. */
export function stemOf(uri: string): string {
  return fileNameOf(uri).replace(/(\.strateg(y|ies))?\.(ya?ml|json)$/i, '');
}

function surplus({ root }: SyntaxDocument, text: string): Finding[] {
  if (!root) return [];
  const message = 'Only the first document of this file counts; move this one to a file of its own';
  return [errorAt('yaml-extra-document', firstLineOf(text, root), message)];
}

const purposes: Readonly<Record<DocumentFormatId, string>> = {
  monitor: 'a list of monitors, or `monitors`',
  strategy: 'a strategy, or `strategies`',
  test: '`config` and `tests`',
  settings: '`rules`',
};

const empty = (format: DocumentFormatId) =>
  errorAt('schema-missing-key', { start: 0, end: 0 }, `The file is empty; it needs ${purposes[format]}`);
