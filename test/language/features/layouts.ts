import fc from 'fast-check';

/** How a text is laid out: everything a person may do with white space, comments and quotes without changing a value. */
export interface Manner {
  /** Numbers from 0 on that decide each freedom in turn. */
  readonly dice: readonly number[];
  readonly eol: '\n' | '\r\n';
}

export const anyManner: fc.Arbitrary<Manner> = fc.record({
  dice: fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
  eol: fc.constantFrom('\n', '\r\n'),
});

const word = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
const scalar = fc.oneof(
  word,
  fc.constantFrom('0.1', '1e-3', '0x1F', '1.50', '250ms', '~', '""', "'it''s'", '"a b"', 'a b', '"😀"'),
  fc.constantFrom(
    '|\n  two\n    lines\n',
    '>-\n  folded\n\n  text\n',
    '"over\n  lines"',
    'plain\n  over lines',
  ),
);

export type Written = string | readonly Written[] | { readonly [key: string]: Written };

/** Values as deep as configs are. */
export const anyWritten: fc.Arbitrary<Written> = fc.letrec<{ value: Written; map: Written }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie('map'), fc.array(tie('value'), { maxLength: 3 })),
  map: fc.dictionary(word, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
})).map;

/** Writes a value in YAML, in a given manner. Block scalars are written only where they may stand. */
export function write(value: Written, { dice, eol }: Manner): string {
  return new Writer(dice).document(value).replaceAll('\n', eol);
}

class Writer {
  readonly #dice: readonly number[];
  #at = 0;

  constructor(dice: readonly number[]) {
    this.#dice = dice;
  }

  document(value: Written): string {
    return this.#blanks() + this.#block(value, this.#pick(3)) + (this.#pick(3) === 0 ? '  \n\n' : '');
  }

  #pick(sides: number): number {
    this.#at += 1;
    return (this.#dice[this.#at % this.#dice.length] ?? 0) % sides;
  }

  /** Nothing, blank lines, or a comment line. */
  #blanks(column = this.#pick(5)): string {
    const choice = this.#pick(8);
    if (choice < 5) return '';
    return choice === 5
      ? '\n  \n\n\n'
      : `${' '.repeat(column)}# note ${choice}${' '.repeat(this.#pick(2))}\n`;
  }

  #lineEnd(): string {
    return `${['', '', ' ', '   # why'][this.#pick(4)]}\n`;
  }

  #block(value: Written, column: number): string {
    const pad = ' '.repeat(column);
    const isList = Array.isArray(value);
    const slots: readonly (readonly [string, Written])[] = isList
      ? value.map((item: Written) => ['-', item] as const)
      : Object.entries(value as Record<string, Written>).map(([key, item]) => [`${key}:`, item] as const);
    return slots.map(([head, item]) => this.#blanks(column) + pad + head + this.#slot(item, column)).join('');
  }

  #slot(value: Written, column: number): string {
    if (typeof value === 'string') return ` ${' '.repeat(this.#pick(3))}${this.#scalar(value, column)}`;
    if (isEmpty(value) || this.#pick(3) === 0) return ` ${this.#flow(value, column)}${this.#lineEnd()}`;
    return this.#lineEnd() + this.#block(value, column + 1 + this.#pick(4));
  }

  #scalar(value: string, column: number): string {
    const [first = '', ...lines] = value.split('\n');
    if (lines.length === 0) return value + this.#lineEnd();
    const pad = ' '.repeat(column + 1 + this.#pick(3));
    const body = lines.map((line) => (line === '' ? '' : pad + line)).join('\n');
    return `${first}\n${body}${body.endsWith('\n') ? '' : '\n'}`;
  }

  #flow(value: Written, column: number): string {
    if (typeof value === 'string') return value.includes('\n') ? '"x"' : value;
    const gap = () =>
      this.#pick(5) === 0 ? `\n${' '.repeat(column + 1 + this.#pick(6))}` : ' '.repeat(this.#pick(3));
    const isList = Array.isArray(value);
    const inner = isList
      ? value.map((item: Written) => gap() + this.#flow(item, column))
      : Object.entries(value).map(([key, item]) => `${gap()}${key}: ${this.#flow(item, column)}`);
    return `${isList ? '[' : '{'}${inner.join(',')}${gap()}${isList ? ']' : '}'}`;
  }
}

const isEmpty = (value: Written) => Object.keys(value).length === 0;
