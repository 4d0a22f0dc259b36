import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, Hover, Position, Range, TextEdit } from 'vscode-languageserver-types';
import { fixAllEdits } from './features/code-actions/fix-all.ts';
import { type Action, codeActions, textEdits } from './features/code-actions.ts';
import { complete } from './features/completion.ts';
import { hover } from './features/hover.ts';
import { completeSuppression, hoverSuppression } from './features/suppression-comments.ts';
import type { Finding } from './finding.ts';
import { type ConfigModel, configModel } from './model/config-model.ts';
import { documentFormatOf, syntaxOf } from './model/document-format.ts';
import { type ReadConfig, readConfig } from './model/read-config.ts';
import { type IncludeCache, type LanguageHost, type Resolution, resolve } from './model/resolve.ts';
import { type Problem, problemsOf } from './problem.ts';
import { rules } from './rules/index.ts';
import { judge } from './rules/kit/judge.ts';
import { internalError } from './rules/kit/run-rules.ts';
import { findSettings, type SettingsCache } from './settings/find-settings.ts';
import { isAdjustable } from './settings/lint-settings.ts';
import { readSuppressions } from './suppressions/read-suppressions.ts';

export { actionKinds } from './features/code-actions.ts';
export type { ConfigModel, MonitorPlace } from './model/config-model.ts';
export { documentFormatOf } from './model/document-format.ts';
export type { LanguageHost } from './model/resolve.ts';
export type { Problem, RelatedPlace } from './problem.ts';

/** Everything the editor and the command line know about a config. Answers are always for the text of the moment. */
export interface LanguageService {
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
  fixAll(document: TextDocument): Promise<readonly TextEdit[]>;
  /** Whether the settings say that a file is not to be checked. */
  isIgnored(uri: string): Promise<boolean>;
  /** What may be written at a position; `snippets` says whether the client takes tab stops. */
  complete(document: TextDocument, position: Position, snippets: boolean): Promise<CompletionList>;
  /** What the key or value at a position means. */
  hover(document: TextDocument, position: Position): Hover | undefined;
  /** Drops what is kept for a document; to be called when it is closed. */
  forget(uri: string): void;
}

/** Something an editor can offer to do, and the problem it answers. */
export interface ServiceAction extends Omit<Action, 'finding'> {
  readonly problem?: Problem;
}

/** What is kept for an open document: what it says by itself. Other files are asked for every time. */
interface Entry {
  readonly version: number;
  readonly config: ReadConfig;
  readonly includes: IncludeCache;
  readonly settings: SettingsCache;
}

interface Analysis {
  readonly config: ReadConfig;
  readonly resolution: Resolution;
  /** What makes the config unusable is among them. */
  readonly found: readonly Finding[];
  /** What is shown of it, as settings and suppressions have it. */
  readonly shown: readonly Finding[];
  readonly includes: Readonly<IncludeCache>;
}

/**
 * Whether a document is one of ours: by its language, by its name, or by the schema that its first line names. An editor
 * may send every YAML file there is.
 */
export const isOurs = (document: TextDocument): boolean =>
  document.languageId === 'driftscope' || documentFormatOf(document.uri, document.getText()) !== undefined;

/** A file that is none of ours by its name was named by the user, as a config. */
const formatOf = (document: TextDocument) => documentFormatOf(document.uri, document.getText()) ?? 'monitor';

/** Rules can be silenced, unless they find what makes a config unusable or look at the silencing itself. */
const canSilence = (finding: Finding) =>
  isAdjustable(finding) && rules.some(({ id, isMeta }) => id === finding.rule && !isMeta);

/** A language service that reads other files through `host`. It keeps something per document until told to forget. */
export function createLanguageService(host: LanguageHost): LanguageService {
  const entries = new Map<string, Entry>();
  const log = (message: string) => host.log?.(message);

  function read(document: TextDocument): Entry {
    const { uri, version } = document;
    const text = document.getText();
    const known = entries.get(uri);
    // A file closed and opened again may have another text at the same version.
    if (known?.version === version && known.config.text === text) return known;
    const config = readConfig(uri, text, formatOf(document));
    const entry = {
      version,
      config,
      includes: known?.includes ?? new Map(),
      settings: known?.settings ?? {},
    };
    entries.set(uri, entry);
    return entry;
  }

  /** Documents change while files are read; then the answer would be for a text that is gone, and is made anew. */
  async function analyse(document: TextDocument): Promise<Analysis> {
    for (;;) {
      const { version, config, includes, settings: cache } = read(document);
      const resolution = await resolve(config, host, includes);
      const settings = await findSettings(document.uri, host, cache);
      if (document.version !== version) continue;
      const suppressions = suppressionsIn(config);
      const { all, shown } = judge(rules, { config, resolution, suppressions }, settings, log);
      return { config, resolution, found: all, shown, includes };
    }
  }

  /** The names that a document may use, of other files too. */
  async function named(document: TextDocument) {
    const { config, includes } = read(document);
    return { format: formatOf(document), resolution: await resolve(config, host, includes) };
  }

  return {
    async problems(document) {
      try {
        const { shown, includes } = await analyse(document);
        return problemsOf(shown, document, includes);
      } catch (error) {
        log(`checking ${document.uri} failed: ${error instanceof Error ? error.stack : error}`);
        return problemsOf([internalError('the check', error)], document, new Map());
      }
    },
    codeActions: async (document, range, only) => actionsAt(await analyse(document), document, range, only),
    async fixAll(document) {
      const { config, shown } = await analyse(document);
      return textEdits(fixAllEdits(shown, config), document);
    },
    isIgnored: async (uri) => (await findSettings(uri, host, {})).isIgnored,
    async model(document) {
      const { config, resolution, found, includes } = await analyse(document);
      const errors = problemsOf(
        found.filter(({ severity }) => severity === 'error'),
        document,
        includes,
      );
      return configModel(config, resolution, errors, document, log);
    },
    async complete(document, position, snippets) {
      const comment = completeSuppression(document, position, rules);
      if (comment) return comment;
      const { format, resolution } = await named(document);
      const strategyNames = [...resolution.strategies.keys()];
      const monitorIds = resolution.tested?.facts.monitors.map(({ id }) => id) ?? [];
      return complete(document, position, { format, strategyNames, monitorIds, snippets, rules });
    },
    hover(document, position) {
      const format = formatOf(document);
      const told = hoverSuppression(document, position, rules);
      return told ?? hover(document, position, format, format === 'settings' ? rules : []);
    },
    forget: (uri) => {
      entries.delete(uri);
    },
  };
}

/** JSON has no comments, and so none of them. */
const suppressionsIn = ({ uri, text, documents }: ReadConfig) =>
  syntaxOf(uri) === 'yaml' ? readSuppressions(text, documents) : [];

function actionsAt(
  { config, shown, resolution, includes }: Analysis,
  document: TextDocument,
  range: Range,
  only: readonly string[] | undefined,
): ServiceAction[] {
  const strategyNames = [...resolution.strategies.keys()];
  const context = { document, config, findings: shown, strategyNames, canSilence };
  return codeActions(context, range, only).map(({ finding, ...action }) => {
    const [problem] = finding ? problemsOf([finding], document, includes) : [];
    return problem ? { ...action, problem } : action;
  });
}
