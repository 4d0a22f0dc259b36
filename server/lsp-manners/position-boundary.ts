import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { convertColumn, type PositionEncoding } from './columns.ts';
import { convertTokens } from './token-columns.ts';

/** A JSON-RPC message, as far as it matters here. */
export interface WireMessage {
  readonly jsonrpc: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** A place where texts are found that are not open; undefined when there is none. */
export type ReadText = (uri: string) => string | undefined;

const supported: readonly string[] = ['utf-8', 'utf-16', 'utf-32'] satisfies PositionEncoding[];

/**
 * Translates between the columns of a client that does not count in UTF-16 and ours, for every message that passes. The
 * one place for it: nothing behind it knows of encodings. For clients that count as we do, messages pass untouched.
 *
 * Columns of a document are counted in its text as it is when the message passes, which may be newer than the text an
 * answer was made from; so are the lines of such an answer, and the client knows by the version.
 */
export class PositionBoundary {
  readonly #readText: ReadText;
  readonly #documents = new Map<string, TextDocument>();
  /** Requests of the client that wait for an answer: what they ask, and of which document. */
  readonly #asked = new Map<number | string, { readonly method: string; readonly uri: string | undefined }>();
  #encoding: PositionEncoding = 'utf-16';

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** A message of the client, in our columns. */
  incoming<M extends WireMessage>(message: M): M {
    if (message.method === 'initialize') this.#encoding = chosenEncoding(message.params);
    if (this.#encoding === 'utf-16') {
      return message.method === 'initialize' ? this.#note(message) : message;
    }
    this.#note(message);
    if (message.method === 'textDocument/didChange')
      return { ...message, params: this.#change(message.params) };
    this.#followDocument(message);
    if (message.params === undefined) return message;
    return {
      ...message,
      params: this.#convert(message.params, uriIn(message.params), this.#encoding, 'utf-16'),
    };
  }

  /** A message of ours, in the client's columns. */
  outgoing<M extends WireMessage>(message: M): M {
    const asked = isAnswer(message) ? this.#answered(message) : undefined;
    if (asked?.method === 'initialize') return { ...message, result: this.#offered(message.result) };
    if (this.#encoding === 'utf-16') return message;
    if (asked?.method.startsWith('textDocument/semanticTokens/')) {
      return { ...message, result: this.#tokens(message.result, asked.uri) };
    }
    const out = (value: unknown, uri: string | undefined) =>
      this.#convert(value, uri, 'utf-16', this.#encoding);
    return {
      ...message,
      ...(message.params === undefined ? {} : { params: out(message.params, uriIn(message.params)) }),
      ...(message.result === undefined ? {} : { result: out(message.result, asked?.uri) }),
    };
  }

  #note<M extends WireMessage>(message: M): M {
    const { id, method, params } = message;
    if (method !== undefined && id !== undefined && id !== null)
      this.#asked.set(id, { method, uri: uriIn(params) });
    return message;
  }

  #answered({ id }: WireMessage) {
    const asked = this.#asked.get(id ?? '');
    this.#asked.delete(id ?? '');
    return asked;
  }

  /** Differences between token lists cannot be translated without both lists: such clients ask for whole ones. */
  #offered(result: unknown): unknown {
    const { capabilities, ...rest } = partsOf(result);
    const own = partsOf(capabilities);
    const tokens = own['semanticTokensProvider'];
    const isPlain = this.#encoding === 'utf-16' || tokens === undefined;
    return {
      ...rest,
      capabilities: {
        ...own,
        positionEncoding: this.#encoding,
        ...(isPlain ? {} : { semanticTokensProvider: { ...partsOf(tokens), full: true } }),
      },
    };
  }

  #followDocument({ method, params }: WireMessage): void {
    const { uri, languageId, version, text } = partsOf(partsOf(params)['textDocument']);
    if (typeof uri !== 'string') return;
    if (method === 'textDocument/didClose') this.#documents.delete(uri);
    if (method !== 'textDocument/didOpen' || typeof text !== 'string') return;
    this.#documents.set(uri, TextDocument.create(uri, String(languageId), Number(version), text));
  }

  /** Each change is counted in the text that the changes before it leave. */
  #change(params: unknown): unknown {
    const uri = uriIn(params);
    const document = uri === undefined ? undefined : this.#documents.get(uri);
    const changes = partsOf(params)['contentChanges'];
    if (!document || !Array.isArray(changes)) return params;
    const version = Number(partsOf(partsOf(params)['textDocument'])['version']);
    const contentChanges = changes.map((change: Json) => {
      const { rangeLength: _counted, ...rest } = change;
      const converted = this.#convert(rest, uri, this.#encoding, 'utf-16') as TextDocumentContentChangeEvent;
      TextDocument.update(document, [converted], version);
      return converted;
    });
    return { ...partsOf(params), contentChanges };
  }

  #tokens(result: unknown, uri: string | undefined): unknown {
    const { data } = partsOf(result);
    const document = this.#document(uri);
    if (!document || !Array.isArray(data)) return result;
    const convert = (line: number, column: number) =>
      convertColumn(lineOf(document, line), column, 'utf-16', this.#encoding);
    return { ...partsOf(result), data: convertTokens(data as number[], convert) };
  }

  #document(uri: string | undefined): TextDocument | undefined {
    if (uri === undefined) return undefined;
    const open = this.#documents.get(uri);
    if (open) return open;
    const text = this.#readText(uri);
    return text === undefined ? undefined : TextDocument.create(uri, '', 0, text);
  }

  #convert(value: unknown, uri: string | undefined, from: PositionEncoding, to: PositionEncoding): unknown {
    const documents = new Map<string | undefined, TextDocument | undefined>();
    return converted(value, uri, (line, character, of) => {
      if (!documents.has(of)) documents.set(of, this.#document(of));
      const document = documents.get(of);
      return document ? convertColumn(lineOf(document, line), character, from, to) : character;
    });
  }
}

type ConvertColumn = (line: number, character: number, uri: string | undefined) => number;

/** Keys whose objects have the addresses of documents for keys. */
const byUri: ReadonlySet<string> = new Set(['changes', 'relatedDocuments']);

/** What clients give back as they got it. */
const opaque: ReadonlySet<string> = new Set(['data', 'arguments', 'initializationOptions', 'settings']);

/** A copy with every column converted; each belongs to the document that the nearest address around it names. */
function converted(value: unknown, around: string | undefined, convert: ConvertColumn): unknown {
  if (Array.isArray(value)) return value.map((item) => converted(item, around, convert));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Json;
  const uri = uriIn(object) ?? around;
  const { line, character } = object;
  if (typeof line === 'number' && typeof character === 'number') {
    return { ...object, character: convert(line, character, uri) };
  }
  const entries = Object.entries(object).map(([key, inner]) => {
    if (opaque.has(key)) return [key, inner];
    const side = foldingSide(key, object);
    if (side !== undefined) return [key, convert(side, inner as number, uri)];
    if (byUri.has(key)) return [key, eachOfUri(inner, convert)];
    return [key, converted(inner, ownerOf(key, object, uri), convert)];
  });
  return Object.fromEntries(entries);
}

const eachOfUri = (value: unknown, convert: ConvertColumn): unknown =>
  Array.isArray(value)
    ? value.map((item) => converted(item, undefined, convert))
    : Object.fromEntries(
        Object.entries(partsOf(value)).map(([uri, inner]) => [uri, converted(inner, uri, convert)]),
      );

/** A link from one document to another has ranges of both. */
const ownerOf = (key: string, { targetUri }: Json, uri: string | undefined) =>
  key.startsWith('target') && typeof targetUri === 'string' ? targetUri : uri;

/** Folding ranges have their columns beside their lines. */
function foldingSide(
  key: string,
  { startLine, endLine, startCharacter, endCharacter }: Json,
): number | undefined {
  if (key === 'startCharacter' && typeof startCharacter === 'number') return startLine as number;
  return key === 'endCharacter' && typeof endCharacter === 'number' ? (endLine as number) : undefined;
}

function uriIn(value: unknown): string | undefined {
  const { uri, textDocument } = partsOf(value);
  const own = uri ?? partsOf(textDocument)['uri'];
  return typeof own === 'string' ? own : undefined;
}

/** The first encoding that the client names and that we know; UTF-16, which every client must know, if there is none. */
function chosenEncoding(params: unknown): PositionEncoding {
  const { general } = partsOf(partsOf(params)['capabilities']);
  const offered = partsOf(general)['positionEncodings'];
  const known = Array.isArray(offered) ? offered.find((name) => supported.includes(name)) : undefined;
  return (known as PositionEncoding | undefined) ?? 'utf-16';
}

const isAnswer = ({ method, id }: WireMessage) => method === undefined && id !== undefined;

const lineOf = (document: TextDocument, line: number) =>
  document
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .replace(/[\r\n]+$/, '');

const partsOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
