import { type Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Source } from '../source.ts';
import type { Faults } from '../yaml-errors.ts';
import { compose, type Token, tokenize } from '../yaml-library.ts';
import type { Container, Cut } from './cut.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Marks, noFaults, type Piece } from './piece.ts';

/**
 * Parses neighbouring pieces of a document as one text, with stand-ins for what is before and behind them, so that the
 * parser meets them as it would in the whole text. Undefined where it does not find them to be what they were cut as:
 * then only the whole text tells what they are.
 */
export function readRun(source: Source, cuts: readonly Cut[]): Piece[] | undefined {
  const [first, last] = [cuts[0], cuts.at(-1)];
  if (!first || !last) return [];
  const before = first.isFirst ? '' : standInBefore(first);
  const text = before + source.text.slice(first.start, last.end) + standInBehind(last);
  const { tokens, tooDeepAt } = tokenize(text, first.start - before.length);
  if (tooDeepAt !== undefined || tokens.some(({ type }) => type === 'error')) return undefined;
  const [document, ...others] = compose(tokens, last.end);
  const token = tokens.find((candidate) => candidate.type === 'document');
  if (!document || !token || !areStandIns(others, last)) return undefined;
  const run = new Run(source, document, token, cuts);
  return run.pieces();
}

/** Whether nothing but the stand-in for the next document is behind that of the last piece. */
function areStandIns(documents: readonly Document.Parsed[], { next, end }: Cut): boolean {
  if (next !== 'document') return documents.length === 0;
  return documents.length === 1 && documents[0]?.range[0] === end && documents[0].errors.length === 0;
}

/** Whether a document ends with it. */
const isLast = ({ next }: Cut) => next === 'end' || next === 'document';

const documentStandIn = '---\n';
const keyStandIn = 'k: v\n';
const dashStandIn = '- v\n';

function standInBefore({ form, inner }: Cut): string {
  if (form === 'item') return dashStandIn;
  return form === 'inner' && inner ? `k:\n${innerStandIn(inner)}` : keyStandIn;
}

function standInBehind({ form, inner, next }: Cut): string {
  if (next === 'end') return '';
  if (next === 'document') return documentStandIn;
  if (next === 'inner' && inner) return innerStandIn(inner);
  return form === 'item' ? dashStandIn : keyStandIn;
}

const innerStandIn = ({ kind, column }: Container) =>
  ' '.repeat(column) + (kind === 'seq' ? dashStandIn : keyStandIn);

type Collection = YAMLMap.Parsed | YAMLSeq.Parsed;

/** Goes through the entries that the parser found and the cuts side by side. */
class Run {
  readonly #source: Source;
  readonly #document: Document.Parsed;
  readonly #token: Token;
  readonly #cuts: readonly Cut[];
  #root: Entry[] = [];
  #inner: Entry[] = [];
  #innerNode: Collection | undefined;

  constructor(source: Source, document: Document.Parsed, token: Token, cuts: readonly Cut[]) {
    this.#source = source;
    this.#document = document;
    this.#token = token;
    this.#cuts = cuts;
  }

  pieces(): Piece[] | undefined {
    const [first, last] = [this.#cuts[0], this.#cuts.at(-1)];
    if (!first || !last) return undefined;
    if (first.form === 'blank') return this.#blank(first);
    if (!this.#enter(first)) return undefined;
    const pieces: Piece[] = [];
    for (const cut of this.#cuts) {
      const piece = this.#piece(cut);
      if (!piece) return undefined;
      pieces.push(piece);
    }
    return this.#isDone(last) && this.#isAllBlamed(pieces) ? withNeighbours(pieces) : undefined;
  }

  #blank(cut: Cut): Piece[] | undefined {
    const { errors, warnings, range, contents } = this.#document;
    const isBlank =
      errors.length + warnings.length === 0 && (!contents || contents.range[0] === contents.range[1]);
    const marks = { documentStart: range[0], documentEnd: range[2] };
    return isBlank ? [{ cut, text: this.#source.text.slice(cut.start, cut.end), marks }] : undefined;
  }

  /** Opens the root, and the collection that the stand-ins before the first piece lead into. */
  #enter(first: Cut): boolean {
    const root = (this.#token as { value?: Token }).value;
    const { contents } = this.#document;
    const fits = first.form === 'item' ? isSeq(contents) : isMap(contents);
    const entries = fits ? entriesOf(root, contents as Collection) : undefined;
    if (!entries) return false;
    this.#root = entries;
    if (first.isFirst) return true;
    const standIn = this.#root.shift();
    if (first.form !== 'inner') return standIn !== undefined;
    if (!standIn || !first.inner || !this.#open(standIn, first.inner)) return false;
    return this.#inner.shift() !== undefined;
  }

  #open({ token, value }: Entry, { kind, column }: Container): boolean {
    const fits = kind === 'seq' ? isSeq(value) : isMap(value);
    const isThere = (token as { indent?: number } | undefined)?.indent === column;
    const entries = fits && isThere ? entriesOf(token, value as Collection) : undefined;
    this.#inner = entries ?? [];
    this.#innerNode = value as Collection;
    return entries !== undefined;
  }

  #piece(cut: Cut): Piece | undefined {
    const entry = this.#next(cut);
    if (!entry) return undefined;
    const { value, pair, outer } = entry;
    const key = outer?.key;
    const faults = this.#faultsIn(cut);
    return {
      cut,
      text: this.#source.text.slice(cut.start, cut.end),
      parsed: { start: cut.start, value, ...(pair ? { pair } : {}), ...(key ? { key } : {}) },
      marks: this.#marks(cut),
      ...(faults ? { faults } : {}),
    };
  }

  /** The entry of the parser that is where the cut says; undefined where there is another one, or none. */
  #next(cut: Cut): (Entry & { outer?: Entry }) | undefined {
    if (cut.form === 'inner') {
      const entry = this.#inner.shift();
      return entry?.head === cut.head ? entry : undefined;
    }
    const outer = this.#inner.length === 0 ? this.#root.shift() : undefined;
    if (outer?.head !== cut.head) return undefined;
    if (cut.form !== 'opening') return outer;
    if (!cut.inner || !this.#open(outer, cut.inner)) return undefined;
    const entry = this.#inner.shift();
    return entry && entry.head === cut.innerHead ? { ...entry, outer } : undefined;
  }

  #marks(cut: Cut): Marks {
    const { isFirst, form, next } = cut;
    const [documentStart, , documentEnd] = this.#document.range;
    const root = (this.#document.contents as Collection).range;
    const inner = this.#innerNode?.range;
    const isInner = form === 'opening' || form === 'inner';
    return {
      ...(isFirst ? { documentStart, rootStart: root[0] } : {}),
      ...(form === 'opening' && inner ? { innerStart: inner[0] } : {}),
      ...(isInner && next !== 'inner' && inner ? { innerEnd: inner[1] } : {}),
      ...(isLast(cut) ? { rootEnd: root[1], documentEnd } : {}),
    };
  }

  #faultsIn(cut: Cut): Faults | undefined {
    const isHere = ({ pos: [at] }: { pos: readonly [number, number] }) =>
      at >= cut.start && (at < cut.end || isLast(cut));
    const document = this.#document;
    const errors = document.errors.filter(isHere).map((error) => ({ error, document }));
    const warnings = document.warnings.filter(isHere);
    return errors.length + warnings.length === 0 ? undefined : { errors, warnings };
  }

  /** Nothing is left but the stand-in behind the last piece, and that is where it was put. */
  #isDone({ end, inner, next }: Cut): boolean {
    const innerHeads = next === 'inner' ? [end + (inner?.column ?? 0)] : [];
    return isAt(this.#inner, innerHeads) && isAt(this.#root, next === 'root' ? [end] : []);
  }

  /** No error lies in the stand-ins. */
  #isAllBlamed(pieces: readonly Piece[]): boolean {
    const { errors, warnings } = this.#document;
    const blamed = pieces.flatMap(({ faults = noFaults }) => [...faults.errors, ...faults.warnings]);
    return blamed.length === errors.length + warnings.length;
  }
}

const isAt = (entries: readonly Entry[], heads: readonly number[]) =>
  entries.length === heads.length && entries.every(({ head }, at) => head === heads[at]);

/** What is wrong at the end of a piece the parser may only tell where the next one begins. */
function withNeighbours(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) =>
    pieces[at + 1]?.faults && !piece.faults ? { ...piece, faults: noFaults } : piece,
  );
}
