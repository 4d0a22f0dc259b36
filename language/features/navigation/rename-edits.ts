import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { lineBreakIn } from '../../syntax/lines.ts';
import type { MapNode, Span } from '../../syntax/tree.ts';
import { written } from '../completion/scalar-text.ts';
import { anchorsOf, type Mention } from './mentions.ts';
import { isAlias, nameSpan } from './name-span.ts';
import type { Occurrence } from './names.ts';

/** Text to put in the place of a stretch of a file. */
export interface Edit {
  readonly config: ReadConfig;
  readonly span: Span;
  readonly newText: string;
}

/** What a rename changes, or why there is none, in words for the user. */
export type RenamePlan = { readonly edits: readonly Edit[] } | { readonly refusal: string };

export const refuse = (refusal: string): RenamePlan => ({ refusal });

/** Gives the places where a name is written another one; quotes stay, and come where YAML needs them. */
export function respell(occurrences: readonly Occurrence[], name: string): Edit[] {
  return occurrences.flatMap(({ config, mention }) =>
    isAlias(config.text, mention) && isSpelledAtAnchor(config, mention, occurrences)
      ? []
      : [respelled(config, mention, name)],
  );
}

function respelled(config: ReadConfig, mention: Mention, name: string): Edit {
  const { text } = config;
  const { node } = mention;
  const json = syntaxOf(config.uri) === 'json';
  const inner = nameSpan(text, mention);
  const isInner = inner.start > node.start || inner.end < node.end;
  if (isAlias(text, mention)) return { config, span: node, newText: written(name, { json, quote: '' }) };
  if (isInner) return { config, span: inner, newText: name };
  const quote = text.charAt(node.start) === '"' ? '"' : '';
  return { config, span: node, newText: written(name, { json, quote }) };
}

/** Whether the text an alias stands for is itself one of the places that change; then the alias stays. */
function isSpelledAtAnchor(config: ReadConfig, alias: Mention, occurrences: readonly Occurrence[]): boolean {
  const anchors = anchorsOf(config);
  const start = anchors.find(({ node }) => node.start === alias.node.start)?.anchor;
  const anchor = anchors.find(({ node }) => node.start === start);
  if (!anchor) return false;
  return occurrences.some((other) => {
    const { node } = other.mention;
    if (other.config.uri !== config.uri || node.start < anchor.node.end) return false;
    // Between an anchor and its scalar there is a tag at most.
    return /^(?:\s|![^\s]*\s|#[^\n]*\n)*$/.test(config.text.slice(anchor.node.end, node.start));
  });
}

/** Gives a map the key `id`, before all others; undefined where that could change what the text means. */
export function insertId(config: ReadConfig, map: MapNode, id: string): Edit | undefined {
  const { text } = config;
  const [start] = [...map.pairs, ...map.merges].map(({ key }) => key.start).toSorted((a, b) => a - b);
  if (start === undefined) return undefined;
  const json = syntaxOf(config.uri) === 'json';
  const line = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const before = text.slice(line, start).replace(/^\uFEFF/, '');
  const lineBreak = lineBreakIn(text);
  const pair = json ? `"id": ${JSON.stringify(id)}` : `id: ${written(id, { json, quote: '' })}`;
  const at = { config, span: { start, end: start } };
  if (map.flow && /^\s*$/.test(before)) return { ...at, newText: `${pair},${lineBreak}${before}` };
  if (map.flow) return /[{,]\s*$/.test(before) ? { ...at, newText: `${pair}, ` } : undefined;
  if (!/^[ -]*$/.test(before)) return undefined;
  return { ...at, newText: `${pair}${lineBreak}${' '.repeat(before.length)}` };
}
