import { nearestName } from '../core/spec/nearest-name.ts';
import { type FixData, replaceWord } from './finding.ts';
import type { Span } from './syntax/tree.ts';

/** What to add to a message about a name that is not known, and the fix for it. */
export interface Suggestion {
  /** `; did you mean …?`, or empty. */
  readonly words: string;
  readonly fix: { readonly data?: FixData };
}

/** Suggests the nearest of the known names for the word at a place, where one is near enough. */
export function suggest(given: string, names: readonly string[], text: string, span: Span): Suggestion {
  const near = nearestName(given, names);
  if (near === undefined) return { words: '', fix: {} };
  return { words: `; did you mean \`${near}\`?`, fix: { data: replaceWord(text, span, near) } };
}
