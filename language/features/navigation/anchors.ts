import { Lexer } from 'yaml';
import { syntaxOf } from '../../model/document-format.ts';
import { limits } from '../../syntax/limits.ts';
import type { Mention } from './mentions.ts';

/** An anchor or an alias. */
export interface AnchorMention extends Mention {
  /** Offset of the anchor; undefined for an alias that has none. */
  readonly anchor: number | undefined;
  /** 0-based count of the document in the file. */
  readonly document: number;
}

/**
 * The anchors and aliases of a text, in order. Taken from the lexer, because the tree has only what they come to. An
 * alias belongs to the last anchor of its name before it in the same document.
 */
export function anchorMentions(text: string, uri: string): readonly AnchorMention[] {
  if (syntaxOf(uri) === 'json' || text.length > limits.textLength || !/[&*]/.test(text)) return [];
  const mentions: AnchorMention[] = [];
  const anchors = new Map<string, number>();
  let document = 0;
  for (const { source, start } of indicators(text)) {
    if (source === '---' || source === '...') {
      anchors.clear();
      document += 1;
      continue;
    }
    const role = source.startsWith('&') ? 'definition' : 'use';
    if (role === 'use' && !source.startsWith('*')) continue;
    const name = source.slice(1);
    if (role === 'definition') anchors.set(name, start);
    const node = { start, end: start + source.length };
    mentions.push({
      ...{ what: 'anchor', role, scope: 'own', name, node, document },
      anchor: anchors.get(name),
    });
  }
  return mentions;
}

/** What the lexer puts before scalars, documents and broken flow collections; it stands for no text. */
const marks = { scalar: '\u001f', document: '\u0002', flowEnd: '\u0018' } as const;

/** The pieces of a YAML text that are no scalars, with their offsets. */
function* indicators(text: string): Generator<{ readonly source: string; readonly start: number }> {
  let start = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    if (isScalar) {
      isScalar = false;
      start += source.length;
    } else if (source === marks.scalar) {
      isScalar = true;
    } else if (source !== marks.document && source !== marks.flowEnd) {
      yield { source, start };
      start += source.length;
    }
  }
}

/** Whether the word around an offset starts as an anchor or alias does; saves reading the whole text otherwise. */
export function isNearSigil(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && isAnchorCharacter(text.charAt(start - 1))) start -= 1;
  return text[start] === '&' || text[start] === '*';
}

/** Everything but blanks, line breaks and the characters of flow collections. */
const isAnchorCharacter = (character: string) => /[^\s,[\]{}]/.test(character);

/** Whether a text can be the name of an anchor. */
export const isAnchorName = (name: string) => name !== '' && [...name].every(isAnchorCharacter);
