import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, Hover, Position } from 'vscode-languageserver-types';
import { complete } from './features/completion.ts';
import { hover } from './features/hover.ts';
import type { Finding } from './finding.ts';
import { type ConfigModel, configModel } from './model/config-model.ts';
import { documentFormatOf } from './model/document-format.ts';
import { type ReadConfig, readConfig } from './model/read-config.ts';
import { type IncludeCache, type LanguageHost, type Resolution, resolve } from './model/resolve.ts';
import { type Problem, problemsOf } from './problem.ts';
import { rules } from './rules/index.ts';
import { internalError, runRules } from './rules/kit/run-rules.ts';

export type { ConfigModel, MonitorPlace } from './model/config-model.ts';
export { documentFormatOf } from './model/document-format.ts';
export type { LanguageHost } from './model/resolve.ts';
export type { Problem, RelatedPlace } from './problem.ts';

/** Everything the editor and the command line know about a config. Answers are always for the text of the moment. */
export interface LanguageService {
  /** Sorted by place. Never rejects: where Driftscope itself fails, a problem says so. */
  problems(document: TextDocument): Promise<readonly Problem[]>;
  model(document: TextDocument): Promise<ConfigModel>;
  /** What may be written at a position; `snippets` says whether the client takes tab stops. */
  complete(document: TextDocument, position: Position, snippets: boolean): Promise<CompletionList>;
  /** What the key or value at a position means. */
  hover(document: TextDocument, position: Position): Hover | undefined;
  /** Whether the last answer about an open document rests on another file. */
  dependsOn(uri: string, other: string): boolean;
  /** Drops what is kept for a document; to be called when it is closed. */
  forget(uri: string): void;
}

/** What is kept for an open document: what it says by itself. Other files are asked for every time. */
interface Entry {
  readonly version: number;
  readonly config: ReadConfig;
  readonly includes: IncludeCache;
  /** What the last resolution asked for. */
  files: ReadonlySet<string>;
}

interface Analysis {
  readonly config: ReadConfig;
  readonly resolution: Resolution;
  readonly findings: readonly Finding[];
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
    const config = readConfig(uri, text, formatOf(document), known?.config);
    const entry = {
      version,
      config,
      includes: known?.includes ?? new Map(),
      files: known?.files ?? new Set<string>(),
    };
    entries.set(uri, entry);
    return entry;
  }

  async function resolved(entry: Entry): Promise<Resolution> {
    const resolution = await resolve(entry.config, host, entry.includes);
    entry.files = resolution.files;
    return resolution;
  }

  /** Documents change while files are read; then the answer would be for a text that is gone, and is made anew. */
  async function analyse(document: TextDocument): Promise<Analysis> {
    for (;;) {
      const entry = read(document);
      const { version, config, includes } = entry;
      const resolution = await resolved(entry);
      if (document.version !== version) continue;
      const findings = [...config.findings, ...runRules(rules, { config, resolution }, log)];
      return { config, resolution, findings, includes };
    }
  }

  /** The names that a document may use, of other files too. */
  async function named(document: TextDocument) {
    return { format: formatOf(document), resolution: await resolved(read(document)) };
  }

  return {
    async problems(document) {
      try {
        const { findings, includes } = await analyse(document);
        return problemsOf(findings, document, includes);
      } catch (error) {
        log(`checking ${document.uri} failed: ${error instanceof Error ? error.stack : error}`);
        return problemsOf([internalError('the check', error)], document, new Map());
      }
    },
    async model(document) {
      const { config, resolution, findings } = await analyse(document);
      return configModel(config, resolution, findings, document, log);
    },
    async complete(document, position, snippets) {
      const { format, resolution } = await named(document);
      const strategyNames = [...resolution.strategies.keys()];
      const monitorIds = resolution.tested?.facts.monitors.map(({ id }) => id) ?? [];
      return complete(document, position, { format, strategyNames, monitorIds, snippets });
    },
    hover: (document, position) => hover(document, position, formatOf(document)),
    dependsOn: (uri, other) => entries.get(uri)?.files.has(other) === true,
    forget: (uri) => {
      entries.delete(uri);
    },
  };
}
