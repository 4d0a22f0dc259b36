import type { Finding } from '../../finding.ts';
import { limits } from '../limits.ts';
import { plainValue } from '../plain-value.ts';
import type { Source } from '../source.ts';
import type { Item, Node, Owner, Pair, SeqNode, SyntaxDocument } from '../tree.ts';
import type { Faults } from '../yaml-errors.ts';
import type { CollectionPlace } from '../yaml-maps.ts';
import { YamlTreeBuilder } from '../yaml-tree.ts';
import { buildPiece } from './build.ts';
import type { Cut } from './cut.ts';
import { noFaults, type Piece } from './piece.ts';

/** The pieces of each document. */
export function byDocument(pieces: readonly Piece[]): Piece[][] {
  const documents: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.cut.isFirst) documents.push([]);
    documents.at(-1)?.push(piece);
  }
  return documents;
}

/** A document put together from its pieces, before its faults are told. */
export interface Assembled extends Omit<SyntaxDocument, 'damage'> {
  readonly faults: Faults;
  readonly findings: readonly Finding[];
  /** The same pieces with their trees. */
  readonly pieces: readonly Piece[];
}

/** Undefined for a document with more mistakes than are looked at, since which are then depends on the whole. */
export function assemble(pieces: readonly Piece[], source: Source): Assembled | undefined {
  const faults = pieces.map((piece) => piece.faults ?? noFaults);
  const errors = faults.flatMap((fault) => fault.errors);
  if (errors.length > limits.syntaxErrors) return undefined;
  const warnings = faults.flatMap((fault) => fault.warnings);
  return { ...new Assembly(source).document(pieces), faults: { errors, warnings } };
}

/** Builds in the order in which the tree of a whole text is built: what is inside a collection before the collection. */
class Assembly {
  readonly #builder: YamlTreeBuilder;
  readonly #values = new Map<Node, unknown>();
  readonly #root: Piece[] = [];
  readonly #pairs: Pair[] = [];
  #opening: Piece | undefined;
  #inner: Piece[] = [];

  constructor(source: Source) {
    this.#builder = new YamlTreeBuilder(source);
  }

  document(given: readonly Piece[]): Omit<Assembled, 'faults'> {
    const pieces = given.map((piece) => {
      const built = buildPiece(piece, this.#builder, this.#values);
      this.#add(built);
      return built;
    });
    const [first, last] = [pieces[0], pieces.at(-1)];
    const place = { flow: false, start: first?.marks.rootStart ?? 0, end: last?.marks.rootEnd ?? 0 };
    const root = first && this.#rootOf(first.cut, place);
    return {
      start: first?.marks.documentStart ?? 0,
      end: last?.marks.documentEnd ?? 0,
      root,
      value: plainValue(root, this.#values),
      findings: this.#builder.findings,
      pieces,
    };
  }

  #rootOf({ form }: Cut, place: CollectionPlace): Node | undefined {
    if (form === 'blank') return undefined;
    return form === 'item' ? list(this.#root, place) : this.#builder.map(this.#pairs, place);
  }

  #add(piece: Piece): void {
    const { form, next } = piece.cut;
    if (form === 'item') this.#root.push(piece);
    if (form === 'entry') this.#pairs.push(...pairsOf([piece]));
    if (form === 'opening') this.#opening = piece;
    if (form === 'opening' || form === 'inner') this.#inner.push(piece);
    if (next !== 'inner' && this.#opening) this.#close(this.#opening, piece.marks.innerEnd ?? 0);
  }

  /** The collection that was opened under a key of the root is complete. */
  #close({ built, cut, marks }: Piece, end: number): void {
    const inner = this.#inner;
    this.#opening = undefined;
    this.#inner = [];
    if (!built?.key) return;
    const { start, end: keyEnd } = built.key.key;
    const owner: Owner = { start, end: keyEnd, what: 'key' };
    const place = { flow: false, start: marks.innerStart ?? 0, end, owner };
    const value = cut.inner?.kind === 'seq' ? list(inner, place) : this.#builder.map(pairsOf(inner), place);
    this.#pairs.push({ ...built.key, value });
  }
}

const list = (pieces: readonly Piece[], place: CollectionPlace): SeqNode => ({
  kind: 'seq',
  items: pieces.flatMap(({ built }): Item[] => (built?.content?.kind === 'seq' ? [built.content.item] : [])),
  ...place,
});

const pairsOf = (pieces: readonly Piece[]): Pair[] =>
  pieces.flatMap(({ built }) => (built?.content?.kind === 'map' ? [built.content.pair] : []));
