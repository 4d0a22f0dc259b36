import { documentFormatOf } from '../../model/document-format.ts';
import { type ReadConfig, readConfig } from '../../model/read-config.ts';
import { type LanguageHost, type Resolution, resolve } from '../../model/resolve.ts';

/** Says when an answer is no longer wanted; then loops over files end early, and what they gave is not to be used. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/**
 * All files of ours, as one request sees them. Every text is asked for once, so that whatever the request says of a
 * file is about one text of it; nothing is kept afterwards.
 */
export class Workspace {
  readonly #given: LanguageHost;
  /** The same host, with texts as this request sees them. */
  readonly #host: LanguageHost;
  readonly #token: Cancellation | undefined;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #configs = new Map<string, ReadConfig>();
  readonly #resolutions = new Map<string, Promise<Resolution>>();

  /** @param known files that are read already, the one that the request is about among them */
  constructor(host: LanguageHost, known: readonly ReadConfig[], token?: Cancellation) {
    this.#token = token;
    for (const config of known) {
      this.#configs.set(config.uri, config);
      this.#texts.set(config.uri, Promise.resolve(config.text));
    }
    this.#given = host;
    this.#host = { ...host, readText: (uri) => this.#text(uri) };
  }

  /** A file; undefined when it cannot be read. */
  async read(uri: string): Promise<ReadConfig | undefined> {
    const known = this.#configs.get(uri);
    if (known) return known;
    const text = await this.#text(uri);
    if (text === undefined) return undefined;
    const config = readConfig(uri, text, documentFormatOf(uri, text) ?? 'strategy');
    this.#configs.set(uri, config);
    return config;
  }

  /** What a file's references come to. */
  resolve(config: ReadConfig): Promise<Resolution> {
    const known = this.#resolutions.get(config.uri);
    if (known) return known;
    const resolution = this.#resolve(config);
    this.#resolutions.set(config.uri, resolution);
    return resolution;
  }

  /** All files, those that take part in what was resolved so far included. */
  async *files(): AsyncGenerator<ReadConfig> {
    yield* this.#readAll(() => true);
  }

  /** The files in which one of these names may stand; only an escape can hide one from a search of the text. */
  async *mentioning(...names: readonly string[]): AsyncGenerator<ReadConfig> {
    yield* this.#readAll((text) => text.includes('\\') || names.some((name) => text.includes(name)));
  }

  async *#readAll(isWanted: (text: string) => boolean): AsyncGenerator<ReadConfig> {
    const listed = (await this.#host.listFiles?.().catch(() => undefined)) ?? [];
    for (const uri of new Set([...this.#configs.keys(), ...listed])) {
      if (this.#token?.isCancellationRequested) return;
      const text = await this.#text(uri);
      const config = text !== undefined && isWanted(text) ? await this.read(uri) : undefined;
      if (config) yield config;
    }
  }

  async #resolve(config: ReadConfig): Promise<Resolution> {
    // The resolver drops from its cache what this one file does not need.
    const cache = new Map(this.#configs);
    const resolution = await resolve(config, this.#host, cache);
    for (const [uri, read] of cache) if (!this.#configs.has(uri)) this.#configs.set(uri, read);
    return resolution;
  }

  #text(uri: string): Promise<string | undefined> {
    const known = this.#texts.get(uri);
    if (known) return known;
    const text = this.#given.readText(uri).catch(() => undefined);
    this.#texts.set(uri, text);
    return text;
  }
}
