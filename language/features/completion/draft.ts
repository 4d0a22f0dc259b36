import type { CompletionItemKind } from 'vscode-languageserver-types';
import type { Layout } from '../../syntax/cursor/place.ts';
import type { Template, TemplateEntry } from './template.ts';

/** A proposal before it has become text for one place. */
export interface Draft {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly insert: Insert;
  readonly at: Start;
  /** Smaller comes first. */
  readonly rank: number;
  /** What typed text is matched with, when it is not the label. */
  readonly filter?: string;
  readonly detail?: string;
  /** Blocks of Markdown. */
  readonly documentation?: readonly string[];
}

export type Insert =
  | { readonly type: 'value'; readonly template: Template }
  /** Entries of a map that is there, or that starts here in block style. */
  | { readonly type: 'entries'; readonly entries: readonly TemplateEntry[] };

/** Where what is inserted starts, and in which style. */
export interface Start {
  readonly lead: string;
  readonly tail: string;
  readonly flow: boolean;
  /** Column of the keys or dashes; 0 in flow style. */
  readonly column: number;
  readonly also?: Layout['also'];
}

/** Ranks, from what is most wanted on. */
export const ranks = {
  form: 0,
  branch: 1,
  tag: 2,
  required: 3,
  own: 4,
  common: 5,
  value: 4,
  inline: 6,
  inherited: 7,
} as const;

/** On the line, as a scalar or a flow collection. */
export const inlineStart = (layout: Layout): Start => ({
  ...rest(layout),
  lead: layout.lead,
  flow: true,
  column: 0,
});

/** As a key, or as the first of a new map; in flow style where block style is not possible. */
export const mapStart = (layout: Layout): Start =>
  layout.block ? { ...rest(layout), ...layout.block, flow: false } : inlineStart(layout);

const rest = ({ tail, also }: Layout) => ({ tail, ...(also ? { also } : {}) });

/** Labels show the dash that is inserted with them. */
export const dashed = (start: Start, label: string) => (start.lead.trim() === '-' ? `- ${label}` : label);
