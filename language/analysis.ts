import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from './finding.ts';
import { type DocumentFormatId, documentFormatOf, syntaxOf } from './model/document-format.ts';
import { pathMatcher } from './model/path-match.ts';
import { type ReadConfig, readConfig } from './model/read-config.ts';
import { type IncludeCache, type LanguageHost, type Resolution, resolve } from './model/resolve.ts';
import { rules } from './rules/index.ts';
import { judge } from './rules/kit/judge.ts';
import { findSettings, type SettingsCache } from './settings/find-settings.ts';
import { readSuppressions } from './suppressions/read-suppressions.ts';

/** All that is known of a document at one version of its text. */
export interface Analysis {
  readonly config: ReadConfig;
  readonly resolution: Resolution;
  /** What makes the config unusable is among them. */
  readonly found: readonly Finding[];
  /** What is shown of it, as settings and suppressions have it. */
  readonly shown: readonly Finding[];
  readonly includes: Readonly<IncludeCache>;
}

/** What a document may name that stands elsewhere. */
export type Surroundings = Pick<Resolution, 'strategies' | 'tested' | 'sample'>;

/** What is kept for an open document: what it says by itself. Other files are asked for with every check. */
interface Entry {
  readonly version: number;
  readonly config: ReadConfig;
  readonly includes: IncludeCache;
  readonly settings: SettingsCache;
  /** What the last resolution asked for, and where it looked. */
  searched: Pick<Resolution, 'files' | 'lookups'>;
  /** What the last check found around the document, and the version it was at. */
  checked?: { readonly version: number; readonly resolution: Resolution };
}

/** A file that is none of ours by its name was named by the user, as a config. */
export const formatOf = (document: TextDocument): DocumentFormatId =>
  documentFormatOf(document.uri, document.getText()) ?? 'monitor';

/** Reads documents and what they refer to. Keeps something per document until told to forget. */
export class Analyst {
  readonly #host: LanguageHost;
  readonly #entries = new Map<string, Entry>();

  constructor(host: LanguageHost) {
    this.#host = host;
  }

  /** The document by itself. */
  read(document: TextDocument): ReadConfig {
    return this.#read(document).config;
  }

  /**
   * What a document may name that stands elsewhere, for answers that people wait for: as the last check found it, for a check
   * follows every change. Until the first one, other files are read.
   */
  async around(document: TextDocument): Promise<Surroundings> {
    const { uri, version } = document;
    const checked = this.#entries.get(uri)?.checked;
    if (!checked) return this.#resolve(this.#read(document));
    const { resolution } = checked;
    if (checked.version === version) return resolution;
    // What the document itself had to say may not be there any more.
    const others = [...resolution.strategies].filter(([, strategy]) => strategy.uri !== uri);
    return { ...resolution, strategies: new Map(others) };
  }

  /** Documents change while files are read; then the answer would be for a text that is gone, and is made anew. */
  async analyse(document: TextDocument): Promise<Analysis> {
    for (;;) {
      const entry = this.#read(document);
      const { version, config, includes } = entry;
      const resolution = await this.#resolve(entry);
      const settings = await findSettings(document.uri, this.#host, entry.settings);
      if (document.version !== version) continue;
      entry.checked = { version, resolution };
      const suppressions =
        syntaxOf(config.uri) === 'yaml' ? readSuppressions(config.text, config.documents) : [];
      const log = (message: string) => this.#host.log?.(message);
      const { all, shown } = judge(rules, { config, resolution, suppressions }, settings, log);
      return { config, resolution, found: all, shown, includes };
    }
  }

  /** Says of other files whether the last answer about a document rests on them, or on there being none; also once it is forgotten. */
  dependencyOf(uri: string): (other: string) => boolean {
    const { files, lookups } = this.#entries.get(uri)?.searched ?? {};
    return (other) =>
      documentFormatOf(other, '') === 'settings' ||
      files?.has(other) === true ||
      lookups?.some((one) => pathMatcher(one.baseUri, one.path)(other)) === true;
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }

  #read(document: TextDocument): Entry {
    const { uri, version } = document;
    const text = document.getText();
    const known = this.#entries.get(uri);
    // A file closed and opened again may have another text at the same version.
    if (known?.version === version && known.config.text === text) return known;
    const config = readConfig(uri, text, formatOf(document), known?.config);
    const entry = {
      version,
      config,
      includes: known?.includes ?? new Map(),
      settings: known?.settings ?? {},
      searched: known?.searched ?? { files: new Set<string>(), lookups: [] },
      ...(known?.checked ? { checked: known.checked } : {}),
    };
    this.#entries.set(uri, entry);
    return entry;
  }

  async #resolve(entry: Entry): Promise<Resolution> {
    const resolution = await resolve(entry.config, this.#host, entry.includes);
    entry.searched = resolution;
    return resolution;
  }
}
