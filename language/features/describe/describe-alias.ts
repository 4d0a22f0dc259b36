import { meant, type Outline, type OutlineNode } from '../../syntax/cursor/outline.ts';
import type { InheritedKeys, Siblings } from '../../syntax/cursor/place.ts';
import { definitionText, endOf } from './definitions.ts';
import { bullets, code, fenced } from './markdown.ts';

/** What an alias stands for; empty for any other node. */
export function describeAlias(node: OutlineNode, outline: Outline, text: string): string[] {
  const target = node.type === 'scalar' && node.anchored ? meant(node) : undefined;
  if (node.type !== 'scalar' || !target) return [];
  const anchor = outline.anchors.find(({ slot }) => slot === node.anchored);
  const line = anchor ? ` of line ${text.slice(0, anchor.start).split('\n').length}` : '';
  const meaning = fenced('yaml', definitionText({ start: target.start, end: endOf(target) }, text));
  return [`**${code(node.text)}** · stands for ${code(`&${node.text.slice(1)}`)}${line}`, meaning];
}

/** What a merge key brings into its map, and what stands in the map itself. */
export function describeMerge(own: Siblings, inherited: InheritedKeys): string[] {
  const lines = [...inherited].map(([key, { text, via }]) => {
    const value = text === undefined ? '' : `: ${text}`;
    return `${code(`${key}${value}`)} from ${code(via)}`;
  });
  const head = '**`<<`** · merge key';
  const meaning =
    'Takes the keys of other maps. A key that is written here counts more than one that is taken.';
  const kept = [...own.keys()].filter((key) => !inherited.has(key)).map(code);
  return [
    head,
    meaning,
    lines.length > 0 ? `Taken here:\n\n${bullets(lines)}` : '',
    kept.length > 0 ? `Written here: ${kept.join(', ')}` : '',
  ];
}
