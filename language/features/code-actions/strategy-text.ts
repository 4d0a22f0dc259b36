import { syntaxOf } from '../../model/document-format.ts';
import { isDamaged, type ReadConfig } from '../../model/read-config.ts';
import { contentEnd, nextLine } from '../../syntax/edit-map.ts';
import { indentation, lineEnd, lineStart } from '../../syntax/lines.ts';
import type { MapNode, Node, Span } from '../../syntax/tree.ts';
import { anchorsOf } from '../navigation/mentions.ts';

/** The text of a strategy apart from where it stands, so that it can be put somewhere else. */
export interface StrategyText {
  /** All that is taken, comments among it. */
  readonly span: Span;
  readonly flow: boolean;
  /** Without the indentation that they have in common. */
  readonly lines: readonly string[];
  /** The same in braces on one line; undefined where comments or many-line texts are in the way. */
  readonly inBraces: string | undefined;
}

/** The text of a strategy; undefined where anchors, aliases or tags tie it to its place. */
export function strategyText(node: MapNode, config: ReadConfig): StrategyText | undefined {
  const { text } = config;
  if (isDamaged(config)) return undefined;
  const span = node.flow ? { start: node.start, end: node.end } : blockSpan(node, text);
  const from = node.owner?.end ?? span.start;
  if (node.pairs.length === 0 || isTied({ start: from, end: span.end }, config)) return undefined;
  const first = node.pairs[0]?.key.start ?? node.start;
  const column = first - lineStart(text, first);
  const base = node.flow ? indentOf(text, node.start) : ' '.repeat(column);
  const [head = '', ...rest] = text.slice(span.start, span.end).split(/\r\n|\n|\r/);
  const lines = [head.trimStart(), ...rest.map((line) => without(base, line))];
  const isPlain = !isCommented(text.slice(span.start, span.end));
  return { span, flow: node.flow, lines, inBraces: isPlain ? inBraces(node, text) : undefined };
}

/** From the line below what it hangs on, with comments before the first key and behind the last one. */
function blockSpan(node: MapNode, text: string): Span {
  const { owner } = node;
  const start = node.pairs[0]?.key.start ?? node.start;
  const column = start - lineStart(text, start);
  const below = owner && lineEnd(text, owner.end) < start ? nextLine(text, owner.end) : start;
  return { start: below, end: endWithComments(text, contentEnd(node), column) };
}

/** The end of the line, or of the comments below it that are indented by as many columns as what they belong to. */
export function endWithComments(text: string, offset: number, column: number): number {
  let last = offset;
  // Block scalars end after their last line break.
  while (last > 0 && /\s/.test(text.charAt(last - 1))) last -= 1;
  let end = lineEnd(text, last);
  for (;;) {
    const next = nextLine(text, end);
    const { start, end: content } = indentation(text, next);
    if (next === end || text[content] !== '#' || content - start < column) return end;
    end = lineEnd(text, next);
  }
}

/** The blanks that the line of an offset starts with. */
export function indentOf(text: string, offset: number): string {
  const { start, end } = indentation(text, offset);
  return text.slice(start, end);
}

const without = (base: string, line: string) =>
  line.startsWith(base) ? line.slice(base.length) : line.trimStart();

function isTied({ start, end }: Span, config: ReadConfig): boolean {
  const raw = config.text.slice(start, end);
  if (syntaxOf(config.uri) === 'json' || !/[&*!]/.test(raw)) return false;
  if (/(?:^|[\s,[{:])!/.test(raw)) return true;
  return anchorsOf(config).some(({ node }) => start <= node.start && node.end <= end);
}

const isCommented = (raw: string) => /(?:^|\s)#/.test(raw);

function inBraces(node: Node, text: string): string | undefined {
  const raw = text.slice(node.start, contentEnd(node));
  if (isCommented(raw)) return undefined;
  if (node.kind === 'scalar') {
    const isSafe = node.style === 'quoted' || (node.style === 'plain' && !/[,[\]{}]/.test(raw));
    return isSafe && !/[\r\n]/.test(raw) ? raw : undefined;
  }
  if (node.flow) return raw.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  const parts =
    node.kind === 'seq'
      ? node.items.map(({ value }) => inBraces(value, text))
      : node.pairs.map(({ key, value }) => {
          const inner = inBraces(value, text);
          return inner === undefined ? undefined : `${text.slice(key.start, key.end)}: ${inner}`;
        });
  if (parts.includes(undefined)) return undefined;
  return node.kind === 'seq' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

/**
 * The lines of a strategy in braces, as they may stand behind a key or in other braces: YAML wants all but the first of them
 * deeper than the key around them, the closing brace too.
 */
export function deepened({ lines }: StrategyText, config: ReadConfig): readonly string[] {
  const [head = '', ...rest] = lines;
  const isShallow = rest.some((line) => line !== '' && !/^\s/.test(line));
  if (syntaxOf(config.uri) === 'json' || !isShallow) return lines;
  const unit = indentUnit(config);
  return [head, ...rest.map((line) => (line === '' ? line : unit + line))];
}

/** Lines as text, all but the first behind an indentation. */
export const joined = (lines: readonly string[], indent: string, lineBreak: string) =>
  lines.map((line, at) => (at === 0 || line === '' ? line : indent + line)).join(lineBreak);

/** By how much a file indents, from the first map that does. */
export function indentUnit({ documents, text }: ReadConfig): string {
  const root = documents[0]?.root;
  if (root?.kind !== 'map') return '  ';
  const own = (offset: number) => indentOf(text, offset);
  const first = root.pairs[0]?.key.start;
  const base = first === undefined ? '' : own(first);
  if (root.flow) return base === '' ? '  ' : base;
  for (const { key, value } of root.pairs) {
    const inner = value.kind === 'map' && !value.flow ? value.pairs[0]?.key.start : undefined;
    if (inner !== undefined && lineStart(text, inner) > key.start) return own(inner).slice(base.length);
  }
  return '  ';
}

/** Whether comments silence rules just there: what they speak of must not move away from them. */
export function isSilenced(text: string, { start, end }: Span): boolean {
  if (/#\s*driftscope-enable/.test(text)) return true;
  const line = lineStart(text, start);
  const above = lineStart(text, Math.max(0, line - 1));
  return (
    /#\s*driftscope-disable-next-line/.test(text.slice(above, lineEnd(text, end))) ||
    /#\s*driftscope-disable-line/.test(text.slice(line, lineEnd(text, end)))
  );
}
