import type { Span } from '../syntax/tree.ts';

/** What a suppression may say, after `driftscope-`. */
export const directives = ['disable-next-line', 'disable-line', 'disable', 'enable'] as const;
export type Directive = (typeof directives)[number];

/** A rule that a suppression names. */
export interface NamedRule extends Span {
  readonly id: string;
  /** Lines on which it is silent, 0-based, both included: none after an `enable`, and to the infinite after a `disable`. */
  readonly lines: { readonly from: number; readonly to: number };
}

/** A comment that silences rules: `# driftscope-disable-next-line rule-id, other-id -- reason`. */
export interface Suppression {
  /** The comment, from its `#` to the end of the line. */
  readonly span: Span;
  /** Undefined where the word after `driftscope-` is none of ours. */
  readonly directive: Directive | undefined;
  /** `driftscope-` and the word after it. */
  readonly word: Span;
  readonly rules: readonly NamedRule[];
  /** The text after `--`; undefined where there is none. */
  readonly reason: string | undefined;
  /** What stands in the place of the `--` where the text goes on without it. */
  readonly loose?: Span;
}
