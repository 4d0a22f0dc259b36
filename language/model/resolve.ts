import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SampleFacts, SampleQuery } from '../../core/spec/sample-facts.ts';
import type { Finding } from '../finding.ts';
import type { DocumentFormatId } from './document-format.ts';
import { documentFormatOf, fileNameOf } from './document-format.ts';
import type { NamedStrategy, PathFacts } from './facts.ts';
import { pathMeant } from './path-meant.ts';
import { type ReadConfig, readConfig } from './read-config.ts';
import { sampleQuery } from './sample-query.ts';

/** Where other files come from. */
export interface LanguageHost {
  /** The text of a file, unsaved changes included; undefined when it cannot be read. */
  readText(uri: string): Promise<string | undefined>;
  /** URIs of the files that a path or glob matches, relative to the file at `baseUri`. */
  matchFiles(baseUri: string, pattern: string): Promise<readonly string[]>;
  /** URIs of all files of ours, open ones included; without it, only the files that a document names are known. */
  listFiles?(): Promise<readonly string[]>;
  /** What is known of a config's sample events; undefined when they cannot be read, or not in time for an answer. */
  sample?(query: SampleQuery): Promise<SampleFacts | undefined>;
  /** What there is to say about rules for a file, beside the settings files above it. */
  lintOptions?(uri: string): Promise<LintOptions>;
  /** What a folder holds, named relative to the file at `baseUri`; undefined when it cannot be read. */
  listFolder?(baseUri: string, folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** What the last simulation of an open config showed; undefined when there was none. */
  lastRun?(document: TextDocument): LastRun | undefined;
  log?(message: string): void;
}

/** How a file is to be checked, as its host has it. */
export interface LintOptions {
  /** URI of the settings file to take instead of the nearest one. */
  readonly settingsUri?: string;
  /** Levels by rule id as the user typed them; a settings file has more weight. */
  readonly rules?: Readonly<Record<string, unknown>>;
}

/** A file or folder in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** A simulation, as far as it is told beside the text. */
export interface LastRun {
  /** Of the text as it is now. */
  readonly isCurrent: boolean;
  readonly monitors: readonly {
    readonly id: string;
    readonly model: string;
    readonly samples: number;
    readonly alerts: number;
    /** When it first fired, in milliseconds since the epoch. */
    readonly first?: number;
  }[];
}

/** What a file's references come to. */
export interface Resolution {
  /** Every strategy that can be named: the file's own, then those of included files. */
  readonly strategies: ReadonlyMap<string, NamedStrategy>;
  /** The files each path matches; undefined where that could not be found out. */
  readonly matches: ReadonlyMap<PathFacts, readonly string[] | undefined>;
  /** The files that paths which match none most likely mean. */
  readonly meant: ReadonlyMap<PathFacts, string>;
  /** Includes that lead back to this file, with the names of the files on the way. */
  readonly cycles: readonly { readonly path: PathFacts; readonly files: readonly string[] }[];
  /** Included files that cannot be used as they are, with their errors in the order of the text. */
  readonly broken: readonly BrokenInclude[];
  /** Strategies of included files that another included file hides by its own of that name. */
  readonly hidden: readonly HiddenStrategy[];
  /** The files that were asked for, whether they could be read or not. */
  readonly files: ReadonlySet<string>;
  /** Where files to read were looked for. */
  readonly lookups: readonly Lookup[];
  /** All files that take part could be read, so a name that is not known does not exist. */
  readonly isComplete: boolean;
  /** The config under test, where the file is a test file and the config can be read. */
  readonly tested: ReadConfig | undefined;
  /** The sample events that the config names; undefined where nothing is known of them. */
  readonly sample: SampleFacts | undefined;
}

/** A path, and the file it stands in. */
export interface Lookup {
  readonly baseUri: string;
  readonly path: string;
}

/** An included file with errors. */
export interface BrokenInclude {
  /** The path in the file itself that leads there. */
  readonly path: PathFacts;
  readonly uri: string;
  readonly errors: readonly [Finding, ...Finding[]];
}

/** A strategy that cannot be named, because a file that does not include its file has one of that name, and comes later. */
export interface HiddenStrategy {
  readonly strategy: NamedStrategy;
  readonly by: NamedStrategy;
  /** The path in the file itself that leads to the one that counts. */
  readonly path: PathFacts;
}

/** Included files that were read before, by URI. Owned by the document that includes them. */
export type IncludeCache = Map<string, ReadConfig>;

/** More files than anybody includes; a guard against includes that never end. */
const maxFiles = 200;

/** Follows every path in a file. Never throws; what cannot be read makes the resolution incomplete. */
export async function resolve(
  config: ReadConfig,
  host: LanguageHost,
  cache: IncludeCache,
): Promise<Resolution> {
  const resolver = new Resolver(config, host, cache);
  return resolver.run();
}

/** What the uses of paths point to. */
const kindOf = { include: 'strategies', events: 'events', reference: 'events', config: 'config' } as const;

class Resolver {
  readonly #config: ReadConfig;
  readonly #host: LanguageHost;
  readonly #cache: IncludeCache;
  readonly #seen = new Set<string>();
  readonly #lookups: Lookup[] = [];
  readonly #cycles: { path: PathFacts; files: readonly string[] }[] = [];
  readonly #broken: BrokenInclude[] = [];
  readonly #matches = new Map<PathFacts, readonly string[] | undefined>();
  readonly #strategies = new Map<string, NamedStrategy>();
  readonly #hidden = new Map<string, HiddenStrategy>();
  /** The files that each file includes, by URI, with those that they include. */
  readonly #below = new Map<string, Set<string>>();
  #isComplete: boolean;

  constructor(config: ReadConfig, host: LanguageHost, cache: IncludeCache) {
    this.#config = config;
    this.#host = host;
    this.#cache = cache;
    this.#isComplete = config.isWhole;
  }

  async run(): Promise<Resolution> {
    const { paths, strategies } = this.#config.facts;
    for (const path of paths) this.#matches.set(path, await this.#match(this.#config.uri, path));
    const meant = await this.#meant();
    for (const path of paths.filter(({ use }) => use === 'include')) {
      await this.#include(this.#matches.get(path), [this.#config.uri], path);
    }
    for (const strategy of strategies) {
      this.#strategies.set(strategy.name, strategy);
      this.#hidden.delete(strategy.name);
    }
    const configPath = paths.find(({ use }) => use === 'config');
    const tested = configPath && (await this.#readTested(this.#matches.get(configPath)?.[0]));
    const sample = await this.#sample();
    for (const uri of this.#cache.keys()) if (!this.#seen.has(uri)) this.#cache.delete(uri);
    return {
      strategies: this.#strategies,
      matches: this.#matches,
      meant,
      cycles: this.#cycles,
      broken: this.#broken,
      hidden: [...this.#hidden.values()],
      files: this.#seen,
      lookups: this.#lookups,
      isComplete: this.#isComplete,
      tested,
      sample,
    };
  }

  async #meant(): Promise<Map<PathFacts, string>> {
    const meant = new Map<PathFacts, string>();
    for (const [path, uris] of this.#matches) {
      if (uris?.length !== 0) continue;
      const near = await this.#attempt(() =>
        pathMeant(this.#config.uri, path.text, kindOf[path.use], this.#host),
      );
      if (near !== undefined) meant.set(path, near);
    }
    return meant;
  }

  /** @param first the path in the file itself that led here */
  async #include(uris: readonly string[] | undefined, chain: readonly string[], first: PathFacts) {
    if (!uris || uris.length === 0) this.#isComplete = false;
    for (const uri of uris ?? []) {
      for (const above of chain) this.#noteBelow(above, uri);
      if (uri === this.#config.uri)
        this.#cycles.push({ path: first, files: [...chain, uri].map(fileNameOf) });
      if (chain.includes(uri) || this.#seen.has(uri)) continue;
      const included = await this.#read(uri, 'strategy');
      if (included) await this.#take(included, [...chain, uri], first);
    }
  }

  /** What a file includes comes first, so that what it says itself wins. */
  async #take(included: ReadConfig, chain: readonly string[], first: PathFacts) {
    if (!included.isWhole) this.#isComplete = false;
    const [error, ...others] = errorsOf(included);
    if (error) this.#broken.push({ path: first, uri: included.uri, errors: [error, ...others] });
    for (const path of included.facts.paths.filter(({ use }) => use === 'include')) {
      await this.#include(await this.#match(included.uri, path), chain, first);
    }
    for (const strategy of included.facts.strategies) this.#define(strategy, first);
  }

  #noteBelow(above: string, uri: string) {
    const below = this.#below.get(above) ?? new Set();
    this.#below.set(above, below);
    for (const one of [uri, ...(this.#below.get(uri) ?? [])]) below.add(one);
  }

  /** A file may say otherwise than those it includes; of two that do not know of each other, one is hidden. */
  #define(strategy: NamedStrategy, path: PathFacts) {
    const { name, uri } = strategy;
    const earlier = this.#strategies.get(name);
    this.#strategies.set(name, strategy);
    if (!earlier || earlier.uri === uri) return;
    if (this.#below.get(uri)?.has(earlier.uri)) this.#hidden.delete(name);
    else this.#hidden.set(name, { strategy: earlier, by: strategy, path });
  }

  async #sample(): Promise<SampleFacts | undefined> {
    const query = sampleQuery(this.#config, this.#matches);
    return query && this.#attempt(async () => this.#host.sample?.(query));
  }

  async #readTested(uri: string | undefined): Promise<ReadConfig | undefined> {
    return uri === undefined ? undefined : this.#read(uri, 'monitor');
  }

  async #read(uri: string, assumed: DocumentFormatId): Promise<ReadConfig | undefined> {
    if (this.#seen.size >= maxFiles) return this.#incomplete();
    this.#seen.add(uri);
    const text = await this.#attempt(() => this.#host.readText(uri));
    if (text === undefined) return this.#incomplete();
    const known = this.#cache.get(uri);
    if (known?.text === text) return known;
    const read = readConfig(
      uri,
      text,
      documentFormatOf(uri, text) ?? formatByContent(text) ?? assumed,
      known,
    );
    this.#cache.set(uri, read);
    return read;
  }

  #match(baseUri: string, { text, use }: PathFacts): Promise<readonly string[] | undefined> {
    if (use === 'include' || use === 'config') this.#lookups.push({ baseUri, path: text });
    return this.#attempt(() => this.#host.matchFiles(baseUri, text));
  }

  async #attempt<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      this.#host.log?.(`reading for ${this.#config.uri} failed: ${error}`);
      return undefined;
    }
  }

  #incomplete(): undefined {
    this.#isComplete = false;
    return undefined;
  }
}

const errorsOf = ({ findings }: ReadConfig) =>
  findings.filter(({ severity }) => severity === 'error').toSorted((a, b) => a.span.start - b.span.start);

/** An included file with a name of its own is a full config if it has monitors. */
const formatByContent = (text: string): DocumentFormatId | undefined =>
  /^(monitors\s*:|-\s)/m.test(text) ? 'monitor' : undefined;
