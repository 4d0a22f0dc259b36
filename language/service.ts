import type { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  CompletionList,
  FormattingOptions,
  Hover,
  InlayHint,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver-types';
import { type Analysis, Analyst, formatOf, type Surroundings } from './analysis.ts';
import { strategyFilesBeside } from './features/code-actions/add-include.ts';
import { certainFixes } from './features/code-actions/fix-all.ts';
import { definitionAt, isUsedElsewhere } from './features/code-actions/inline-strategy.ts';
import { type Action, codeActions, mayBeElsewhere, textEdits } from './features/code-actions.ts';
import { pathsAt } from './features/completion/paths.ts';
import { type CompletionClient, completeAt, cursorIn, filesWanted } from './features/completion.ts';
import { format } from './features/format.ts';
import { hover } from './features/hover.ts';
import { type HintChoice, inlayHints } from './features/inlay-hints.ts';
import { isJson } from './features/is-json.ts';
import { createNavigation, type Navigation } from './features/navigation/navigation.ts';
import { onNewLine } from './features/on-type.ts';
import { type SemanticToken, semanticTokens } from './features/semantic-tokens.ts';
import { completeSuppression, hoverSuppression } from './features/suppression-comments.ts';
import type { Finding } from './finding.ts';
import { type ConfigModel, configModel } from './model/config-model.ts';
import { documentFormatOf, syntaxOf } from './model/document-format.ts';
import type { LanguageHost, LastRun } from './model/resolve.ts';
import { type Problem, problemsOf } from './problem.ts';
import { rules } from './rules/index.ts';
import { internalError } from './rules/kit/run-rules.ts';
import { findSettings } from './settings/find-settings.ts';
import { isAdjustable } from './settings/lint-settings.ts';

export { actionKinds } from './features/code-actions.ts';
export type { CompletionClient } from './features/completion.ts';
export type { HintChoice } from './features/inlay-hints.ts';
export type { FileEdits } from './features/navigation/rename.ts';
export type { Cancellation } from './features/navigation/workspace.ts';
export { type SemanticToken, tokenModifiers, tokenTypes } from './features/semantic-tokens.ts';
export type { ConfigModel, MonitorPlace } from './model/config-model.ts';
export { documentFormatOf } from './model/document-format.ts';
export { pathMatcher } from './model/path-match.ts';
export type { FolderEntry, LanguageHost, LastRun } from './model/resolve.ts';
export type { Problem, RelatedPlace } from './problem.ts';

/** Everything the editor and the command line know about a config. Answers are always for the text of the moment. */
export interface LanguageService extends Navigation {
  /** Sorted by place. Never rejects: where Driftscope itself fails, a problem says so. */
  problems(document: TextDocument): Promise<readonly Problem[]>;
  model(document: TextDocument): Promise<ConfigModel>;
  /** What can be done about a stretch; `only` are the kinds that are asked for. */
  codeActions(
    document: TextDocument,
    range: Range,
    only?: readonly string[],
  ): Promise<readonly ServiceAction[]>;
  /** The edits of all fixes that are certain; after them there may be more. */
  fixAll(document: TextDocument): Promise<{ readonly edits: readonly TextEdit[]; readonly count: number }>;
  /** Whether the settings say that a file is not to be checked. */
  isIgnored(uri: string): Promise<boolean>;
  /** What may be written at a position. */
  complete(document: TextDocument, position: Position, client: CompletionClient): Promise<CompletionList>;
  /** What the key or value at a position means. */
  hover(document: TextDocument, position: Position): Promise<Hover | undefined>;
  /** Edits that lay the text out, or some lines of it; undefined where it cannot be read. */
  format(document: TextDocument, options: FormattingOptions, range?: Range): TextEdit[] | undefined;
  /** The indentation of the line that Enter has just begun. */
  onNewLine(document: TextDocument, position: Position, tabSize: number): TextEdit[];
  /** What is in force without being written. */
  inlayHints(document: TextDocument, range: Range, choice: HintChoice): InlayHint[];
  /** What the words of a document are, or of a part of it. */
  semanticTokens(document: TextDocument, range?: Range): SemanticToken[];
  /** Says of other files whether the last answer about a document rests on them, or on there being none; also once it is forgotten. */
  dependencyOf(uri: string): (other: string) => boolean;
  /** Drops what is kept for a document; to be called when it is closed. */
  forget(uri: string): void;
}

/** Something an editor can offer to do, and the problem it answers. */
export interface ServiceAction extends Omit<Action, 'finding'> {
  readonly problem?: Problem;
}

/**
 * Whether a document is one of ours: by its language, by its name, or by the schema that its first line names. An editor
 * may send every YAML file there is.
 */
export const isOurs = (document: TextDocument): boolean =>
  document.languageId === 'driftscope' || documentFormatOf(document.uri, document.getText()) !== undefined;

/** Rules can be silenced, unless they find what makes a config unusable or look at the silencing itself. */
const canSilence = (finding: Finding) =>
  isAdjustable(finding) && rules.some(({ id, isMeta }) => id === finding.rule && !isMeta);

/** A language service that reads other files through `host`. It keeps something per document until told to forget. */
export function createLanguageService(host: LanguageHost): LanguageService {
  const analyst = new Analyst(host);
  const log = (message: string) => host.log?.(message);
  return {
    async problems(document) {
      try {
        const { shown, includes } = await analyst.analyse(document);
        return problemsOf(shown, document, includes);
      } catch (error) {
        log(`checking ${document.uri} failed: ${error instanceof Error ? error.stack : error}`);
        return problemsOf([internalError('the check', error)], document, new Map());
      }
    },
    codeActions: async (document, range, only) =>
      actionsAt(await analyst.analyse(document), document, range, only, host),
    async fixAll(document) {
      const { config, shown } = await analyst.analyse(document);
      const { edits, count } = certainFixes(shown, config);
      return { edits: textEdits(edits, document), count };
    },
    isIgnored: async (uri) => (await findSettings(uri, host, {})).isIgnored,
    model: async (document) => modelOf(await analyst.analyse(document), document, log),
    complete: async (document, position, client) =>
      completeSuppression(document, position, rules) ??
      completeIn(document, position, client, await analyst.around(document), host),
    hover: async (document, position) =>
      hoverSuppression(document, position, rules) ??
      hoverIn(document, position, await analyst.around(document), host.lastRun?.(document)),
    ...createNavigation(host, (document) => analyst.read(document)),
    format(document, options, range) {
      // A language id may say another notation than the name; then the reading is of no use here.
      const isAsNamed = isJson(document) === (syntaxOf(document.uri) === 'json');
      const known = isAsNamed ? analyst.read(document).left.tree : undefined;
      return format(document, options, range, known);
    },
    onNewLine,
    inlayHints: (document, range, choice) => inlayHints(document, analyst.read(document), choice, range),
    semanticTokens(document, range) {
      const { documents, format: as } = analyst.read(document);
      return semanticTokens(document, documents, as, range);
    },
    dependencyOf: (uri) => analyst.dependencyOf(uri),
    forget: (uri) => analyst.forget(uri),
  };
}

function modelOf(
  { config, resolution, found, includes }: Analysis,
  document: TextDocument,
  log: (message: string) => void,
): ConfigModel {
  const errors = found.filter(({ severity }) => severity === 'error');
  return configModel(config, resolution, problemsOf(errors, document, includes), document, log);
}

async function completeIn(
  document: TextDocument,
  position: Position,
  client: CompletionClient,
  { strategies, tested, sample }: Surroundings,
  host: LanguageHost,
): Promise<CompletionList> {
  const as = formatOf(document);
  const cursor = cursorIn(document, position);
  const wanted = filesWanted(document, cursor, as);
  const paths = wanted ? await pathsAt(host, document.uri, wanted) : [];
  const context = {
    format: as,
    strategyNames: [...strategies.keys()],
    monitorIds: tested?.facts.monitors.map(({ id }) => id) ?? [],
    ...client,
    matchFiles: () => paths,
    rules,
    ...(sample ? { sample } : {}),
  };
  return completeAt(document, position, cursor, context);
}

function hoverIn(
  document: TextDocument,
  position: Position,
  around: Surroundings,
  run: LastRun | undefined,
): Hover | undefined {
  const as = formatOf(document);
  return hover(document, position, as, { ...around, run, rules: as === 'settings' ? rules : [] });
}

async function actionsAt(
  { config, shown, resolution, includes }: Analysis,
  document: TextDocument,
  range: Range,
  only: readonly string[] | undefined,
  host: LanguageHost,
): Promise<ServiceAction[]> {
  const strategyNames = [...resolution.strategies.keys()];
  const strategyFiles = shown.some(mayBeElsewhere)
    ? await strategyFilesBeside(config, resolution.files, host)
    : [];
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const defined = definitionAt(config, stretch);
  const ownDefinition = defined && !(await isUsedElsewhere(defined, config, host)) ? defined : undefined;
  const context = {
    ...{ document, config, findings: shown, strategyNames, strategyFiles, canSilence },
    ...{
      sample: resolution.sample,
      strategies: resolution,
      ownDefinition,
      fileOf: (uri: string) => includes.get(uri),
    },
  };
  return codeActions(context, range, only).map(({ finding, ...action }) => {
    const [problem] = finding ? problemsOf([finding], document, includes) : [];
    return problem ? { ...action, problem } : action;
  });
}
