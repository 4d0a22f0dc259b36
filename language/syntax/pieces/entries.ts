import type { ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { Token } from '../yaml-library.ts';

/** An item or entry of a collection in block style, as tokens and as node. */
export interface Entry {
  /** Offset of its dash or key. */
  readonly head: number;
  /** The token of its value. */
  readonly token: Token | undefined;
  readonly key?: ParsedNode | null;
  readonly value: ParsedNode | null | undefined;
  readonly pair?: YAMLMap.Parsed['items'][number];
}

interface ItemToken {
  readonly start: readonly { readonly type: string; readonly offset: number }[];
  readonly key?: { readonly offset: number } | null;
  readonly sep?: readonly unknown[];
  readonly value?: Token;
}

/** Undefined for a collection in which anything is out of order; comments at its end are no entries. */
export function entriesOf(
  token: Token | undefined,
  node: YAMLMap.Parsed | YAMLSeq.Parsed,
): Entry[] | undefined {
  if (token?.type !== 'block-map' && token?.type !== 'block-seq') return undefined;
  const tokens = (token.items as readonly ItemToken[]).filter(
    (item) => item.key || item.sep || item.value || item.start.some(({ type }) => type === 'seq-item-ind'),
  );
  if (tokens.length !== node.items.length) return undefined;
  const isSeq = token.type === 'block-seq';
  const entries = tokens.map((item, at) =>
    isSeq
      ? itemOf(item, (node as YAMLSeq.Parsed).items[at])
      : pairOf(item, (node as YAMLMap.Parsed).items[at]),
  );
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function itemOf({ start, value }: ItemToken, node: YAMLSeq.Parsed['items'][number] | undefined) {
  const dash = start.find(({ type }) => type === 'seq-item-ind');
  return dash && { head: dash.offset, token: value, value: node as ParsedNode | undefined };
}

function pairOf({ key, value }: ItemToken, pair: YAMLMap.Parsed['items'][number] | undefined) {
  return key && pair
    ? { head: key.offset, token: value, key: pair.key as ParsedNode, value: pair.value, pair }
    : undefined;
}
