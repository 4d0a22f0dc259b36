import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from './finding.ts';
import { type DocumentFormatId, documentFormatOf, syntaxOf } from './model/document-format.ts';
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

/** What is kept for an open document: what it says by itself. Other files are asked for every time. */
interface Entry {
  readonly version: number;
  readonly config: ReadConfig;
  readonly includes: IncludeCache;
  readonly settings: SettingsCache;
  /** What the last resolution asked for. */
  files: ReadonlySet<string>;
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

  /** The names that a document may use, of other files too. */
  async resolve(document: TextDocument): Promise<Resolution> {
    return this.#resolve(this.#read(document));
  }

  /** Documents change while files are read; then the answer would be for a text that is gone, and is made anew. */
  async analyse(document: TextDocument): Promise<Analysis> {
    for (;;) {
      const entry = this.#read(document);
      const { version, config, includes } = entry;
      const resolution = await this.#resolve(entry);
      const settings = await findSettings(document.uri, this.#host, entry.settings);
      if (document.version !== version) continue;
      const suppressions =
        syntaxOf(config.uri) === 'yaml' ? readSuppressions(config.text, config.documents) : [];
      const log = (message: string) => this.#host.log?.(message);
      const { all, shown } = judge(rules, { config, resolution, suppressions }, settings, log);
      return { config, resolution, found: all, shown, includes };
    }
  }

  /** Whether the last answer about an open document rests on another file. */
  dependsOn(uri: string, other: string): boolean {
    const isSettings = documentFormatOf(other, '') === 'settings';
    return isSettings || this.#entries.get(uri)?.files.has(other) === true;
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
      files: known?.files ?? new Set<string>(),
    };
    this.#entries.set(uri, entry);
    return entry;
  }

  async #resolve(entry: Entry): Promise<Resolution> {
    const resolution = await resolve(entry.config, this.#host, entry.includes);
    entry.files = resolution.files;
    return resolution;
  }
}
