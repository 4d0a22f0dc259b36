import type { Finding } from '../../finding.ts';
import { limits } from '../limits.ts';
import { repeatedKeys } from '../repeated-keys.ts';
import type { Source } from '../source.ts';
import type { Item, MapNode, Node, Pair, SeqNode, SyntaxDocument } from '../tree.ts';
import type { Faults } from '../yaml-errors.ts';
import { noTrouble, type Piece } from './piece.ts';

/** A document put together from its pieces, before its faults are told. */
export interface Assembled extends Omit<SyntaxDocument, 'damage'> {
  readonly root: Node;
  readonly faults: Faults;
  readonly findings: readonly Finding[];
}

/** Undefined for a text with more mistakes than are looked at, since which are then depends on the whole. */
export function assemble(pieces: readonly Piece[], source: Source): Assembled | undefined {
  const troubles = pieces.map(({ trouble = noTrouble }) => trouble);
  const errors = troubles.flatMap((trouble) => trouble.errors);
  if (errors.length > limits.syntaxErrors) return undefined;
  const warnings = troubles.flatMap((trouble) => trouble.warnings);
  const [first, last] = [pieces[0]?.marks, pieces.at(-1)?.marks];
  const place = { start: first?.rootStart ?? 0, end: last?.rootEnd ?? 0 };
  const built =
    pieces[0]?.cut.form === 'item' ? list(pieces, place) : new RootMap(source).build(pieces, place);
  const span = { start: first?.documentStart ?? 0, end: last?.documentEnd ?? 0 };
  return { ...span, ...built, faults: { errors, warnings } };
}

type Place = { readonly start: number; readonly end: number };
type Built = Pick<Assembled, 'root' | 'value' | 'findings'>;

function list(pieces: readonly Piece[], place: Place): Built {
  const items = pieces.map(({ content }) => (content as { item: Item }).item);
  const root: SeqNode = { kind: 'seq', flow: false, items, ...place };
  return {
    root,
    value: pieces.map(({ value }) => value),
    findings: pieces.flatMap(({ trouble = noTrouble }) => trouble.findings),
  };
}

/** The findings come in the order in which a tree is built: what is inside a collection before the collection. */
class RootMap {
  readonly #source: Source;
  readonly #pairs: Pair[] = [];
  readonly #values: [name: string, value: unknown][] = [];
  readonly #findings: Finding[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  build(pieces: readonly Piece[], place: Place): Built {
    let opening: Piece | undefined;
    let inner: Piece[] = [];
    for (const piece of pieces) {
      this.#findings.push(...(piece.trouble ?? noTrouble).findings);
      if (piece.cut.form === 'entry') this.#add(pairOf(piece), piece.value);
      if (piece.cut.form === 'opening') opening = piece;
      if (piece.cut.form !== 'entry') inner.push(piece);
      if (piece.cut.next === 'inner' || !opening) continue;
      this.#close(opening, inner, piece.marks.innerEnd ?? 0);
      opening = undefined;
      inner = [];
    }
    const root = this.#map(this.#pairs, place);
    return { root, value: Object.fromEntries(this.#values), findings: this.#findings };
  }

  #add(pair: Pair, value: unknown): void {
    this.#pairs.push(pair);
    this.#values.push([pair.name, value]);
  }

  #close({ key: given, cut, marks }: Piece, inner: readonly Piece[], end: number): void {
    if (!given) return;
    const { key, name } = given;
    const owner = { start: key.start, end: key.end, what: 'key' } as const;
    const place = { start: marks.innerStart ?? 0, end, owner };
    if (cut.inner?.kind === 'seq') {
      const items = inner.map(({ content }) => (content as { item: Item }).item);
      const value: SeqNode = { kind: 'seq', flow: false, items, ...place };
      this.#add(
        { key, name, value },
        inner.map((piece) => piece.value),
      );
    } else {
      const value = this.#map(inner.map(pairOf), place);
      this.#add(
        { key, name, value },
        Object.fromEntries(inner.map((piece) => [pairOf(piece).name, piece.value])),
      );
    }
  }

  #map(pairs: readonly Pair[], place: Place): MapNode {
    this.#findings.push(...repeatedKeys(pairs, this.#source));
    return { kind: 'map', flow: false, pairs, merges: [], inherited: [], ...place };
  }
}

const pairOf = ({ content }: Piece) => (content as { pair: Pair }).pair;
