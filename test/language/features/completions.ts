import type { CompletionItem } from 'vscode-languageserver-types';
import { type CompletionContext, complete } from '../../../language/features/completion.ts';
import { cursor } from '../../helpers/cursor.ts';
import { applyItem } from './apply-item.ts';

export const context: CompletionContext = {
  format: 'monitor',
  strategyNames: [],
  monitorIds: [],
  snippets: true,
};

const paths = {
  monitor: 'test.monitor.yaml',
  strategy: 'test.strategy.yaml',
  test: 'test.monitor.test.yaml',
  settings: 'driftscope.config.yaml',
};

/** The items at the marker, as a client sorts them, and what they make of the text. */
export function completions(marked: string, more: Partial<CompletionContext> = {}, path?: string) {
  const given = { ...context, ...more };
  const { document, position } = cursor(marked, path ?? paths[given.format]);
  const items = complete(document, position, given).items.toSorted(bySortText);
  return {
    items,
    labels: items.map(({ label }) => label),
    applied: (label: string) => applyItem(document, find(items, label)),
    item: (label: string) => find(items, label),
  };
}

const bySortText = (a: CompletionItem, b: CompletionItem) =>
  (a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1;

function find(items: readonly CompletionItem[], label: string): CompletionItem {
  const found = items.find((item) => item.label === label);
  if (!found) throw new Error(`no "${label}" among ${items.map((item) => item.label).join(', ')}`);
  return found;
}
