import type { FixEdit } from '../finding.ts';
import { endOfPair } from './edit-map.ts';
import { indentation, lineBreakIn, lineEnd, lineStart } from './lines.ts';
import type { MapNode } from './tree.ts';

/** A pair as it is to be written, in braces; undefined where it cannot be. */
type FlowEntry = (indent: string, isOnOwnLine: boolean) => string | undefined;

/**
 * Writes a pair behind the last one of a map in braces, on a line of its own where that one is; a comment behind that pair stays
 * behind it. Undefined where there is nothing to write.
 */
export function asLastPair(text: string, map: MapNode, entryAt: FlowEntry): FixEdit[] | undefined {
  const last = lastOf(map);
  if (!last) return asOnlyPair(text, map, entryAt);
  const { start } = last.key;
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  const isOnOwnLine = before.trim() === '' && line > map.start;
  const entry = entryAt(isOnOwnLine ? before : blanksAt(text, map.start), isOnOwnLine);
  if (entry === undefined) return undefined;
  const end = endOfPair(last);
  const behind = /^([ \t]*,)?[ \t]*#/.exec(text.slice(end, map.end));
  if (!behind) return [insert(end, isOnOwnLine ? `,${lineBreakIn(text)}${before}${entry}` : `, ${entry}`)];
  const comma = behind[1] ? [] : [insert(end, ',')];
  const indent = isOnOwnLine ? before : ' '.repeat(start - line);
  return [...comma, insert(lineEnd(text, end), lineBreakIn(text) + indent + entry)];
}

function asOnlyPair(text: string, map: MapNode, entryAt: FlowEntry): FixEdit[] | undefined {
  const entry = entryAt(blanksAt(text, map.start), false);
  if (entry === undefined) return undefined;
  const { start, end } = map;
  const isBlank = text.slice(start + 1, end - 1).trim() === '';
  return [{ start: start + 1, end: isBlank ? end - 1 : start + 1, newText: ` ${entry} ` }];
}

/** Writes a pair before all others of a map; undefined where that could change what the text means. */
export function asFirstPair(text: string, map: MapNode, written: string): FixEdit | undefined {
  const [start] = [...map.pairs, ...map.merges].map(({ key }) => key.start).toSorted((a, b) => a - b);
  if (start === undefined) return undefined;
  const before = text.slice(lineStart(text, start), start).replace(/^\uFEFF/, '');
  if (map.flow && before.trim() === '') return insert(start, `${written},${lineBreakIn(text)}${before}`);
  if (map.flow) return /[{,]\s*$/.test(before) ? insert(start, `${written}, `) : undefined;
  if (!/^[ -]*$/.test(before)) return undefined;
  return insert(start, written + lineBreakIn(text) + ' '.repeat(before.length));
}

function lastOf({ pairs, merges }: MapNode) {
  const [pair, merge] = [pairs.at(-1), merges.at(-1)];
  return pair && merge ? (pair.key.start > merge.key.start ? pair : merge) : (pair ?? merge);
}

function blanksAt(text: string, offset: number): string {
  const { start, end } = indentation(text, offset);
  return text.slice(start, end);
}

const insert = (at: number, newText: string): FixEdit => ({ start: at, end: at, newText });
