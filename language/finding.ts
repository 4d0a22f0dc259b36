import type { Span } from './syntax/tree.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Machine-readable advice for a quick fix: what the marked text should become. */
export interface FixData {
  readonly replace?: string;
  /** Keys to add to the marked object. */
  readonly insert?: readonly string[];
  /** The branch of a union that the marked word names, to be written out with what it needs. */
  readonly branch?: string;
  /** The marked key may go, with its value. */
  readonly remove?: true;
}

/** What a fix does to the text: replaces a stretch, or inserts at an empty one. */
export interface FixEdit extends Span {
  readonly newText: string;
}

/** A change of the text after which the finding is gone. */
export interface Fix {
  /** What it does, as an order: `Change to 2.2`. */
  readonly title: string;
  readonly edits: readonly FixEdit[];
  /** It is what the author meant, or changes nothing that the config does: it may be made unasked, with all others. */
  readonly isCertain: boolean;
}

/** Another place that a finding speaks of; in the same document unless `uri` says otherwise. */
export interface RelatedSpan {
  readonly uri?: string;
  readonly span: Span;
  readonly message: string;
}

/** Something wrong at a place in the text. Findings carry offsets; the service turns them into problems with ranges. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What it was before the settings had a say. */
  readonly ownSeverity?: Severity;
  readonly message: string;
  readonly span: Span;
  /** The marked text has no effect; editors fade it. */
  readonly unnecessary?: boolean;
  readonly related?: readonly RelatedSpan[];
  readonly data?: FixData;
  readonly fixes?: readonly Fix[];
}

/** A fix that puts another word in the place of a marked one, in the quotes the marked one has. */
export function replaceWord(text: string, { start, end }: Span, word: string): FixData {
  const quote = text.charAt(start);
  const isQuoted = (quote === '"' || quote === "'") && text.charAt(end - 1) === quote;
  return { replace: isQuoted ? quote + word + quote : word };
}

/** A finding of severity `error`. */
export function errorAt(rule: string, span: Span, message: string, data?: FixData): Finding {
  return { rule, severity: 'error', span, message, ...(data ? { data } : {}) };
}
