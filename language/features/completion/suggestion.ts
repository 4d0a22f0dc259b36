import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Scalar } from './scalar-text.ts';

/** A scalar that may stand at a place. */
export interface Suggestion {
  readonly value: Scalar;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  /** Blocks of Markdown. */
  readonly documentation?: readonly string[];
}

/** Names as suggestions, all with the same words beside them. */
export const named = (
  names: readonly string[],
  detail: string,
  kind: CompletionItemKind = CompletionItemKind.Reference,
) => names.map((value): Suggestion => ({ value, kind, detail }));

/** Each value once; the first mention says most. */
export function unique(suggestions: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<Scalar>();
  return suggestions.filter(({ value }) => !seen.has(value) && seen.add(value));
}
