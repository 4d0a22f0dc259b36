import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { durationPattern } from '../../core/spec/schema.ts';
import type { DocumentFormatId } from '../model/document-format.ts';
import { alternatives, type Keywords, keywordsOf, type ValueSpec } from '../model/spec-at.ts';
import { type Token, walkSpecs } from '../model/walk-specs.ts';
import { overlap, type ScalarNode, type SyntaxDocument } from '../syntax/tree.ts';
import { isMonitorId, isStrategyName } from './describe/describe-definition.ts';
import { isEventType } from './describe/event-fields.ts';

/** Types and modifiers that LSP knows by name, so that every theme has colours for them. */
export const tokenTypes = [
  'keyword',
  'property',
  'parameter',
  'enumMember',
  'variable',
  'function',
  'event',
  'number',
  'string',
] as const;
export const tokenModifiers = ['definition'] as const;

export interface SemanticToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

type Meaning = Pick<SemanticToken, 'type'> & Partial<Pick<SemanticToken, 'modifiers'>>;

/**
 * What the keys and words of a document are, in order, or of the part in `range`. Words that the specs do not know get
 * nothing, so that a slip of the pen looks unlike what it should be.
 */
export function semanticTokens(
  document: TextDocument,
  documents: readonly SyntaxDocument[],
  format: DocumentFormatId,
  range?: Range,
): SemanticToken[] {
  const wanted = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return documents.flatMap(({ root }) =>
    [...walkSpecs(root, format)]
      .filter(({ node }) => !wanted || overlap(node, wanted))
      .flatMap((token) => {
        const meaning = token.role === 'key' ? keyMeaning(token) : valueMeaning(token);
        return meaning ? placed(token.node, meaning, document) : [];
      }),
  );
}

/** Tokens over several lines are more than many editors take; there the grammar's colours stay. */
function placed(node: ScalarNode, meaning: Meaning, document: TextDocument): SemanticToken[] {
  const { line, character } = document.positionAt(node.start);
  const isOneLine = document.positionAt(node.end).line === line && node.style !== 'block';
  return isOneLine && node.end > node.start
    ? [{ line, character, length: node.end - node.start, modifiers: [], ...meaning }]
    : [];
}

function keyMeaning({ spec }: Token & { role: 'key' }): Meaning {
  if (spec.role === 'free') {
    const isStrategy = keywordsOf(spec.schema).type === 'object';
    return isStrategy ? { type: 'function', modifiers: ['definition'] } : { type: 'property' };
  }
  if (spec.role === 'tag') return { type: 'keyword' };
  return { type: spec.branch ? 'parameter' : 'property' };
}

function valueMeaning({ node, spec }: Token & { role: 'value' }): Meaning | undefined {
  const { value } = node;
  const text = String(value);
  if (spec.tagOf)
    return spec.tagOf.branches.some(({ id }) => id === text) ? { type: 'enumMember' } : undefined;
  if (typeof value === 'number' || isDuration(spec, text)) return { type: 'number' };
  if (typeof value !== 'string') return undefined;
  const choices = alternatives(spec.schema).flatMap((schema) => keywordsOf(schema).enum ?? []);
  if (choices.length > 0) return choiceMeaning(choices, text);
  return nameMeaning(spec);
}

function choiceMeaning(choices: readonly unknown[], text: string): Meaning | undefined {
  if (!choices.includes(text)) return undefined;
  return { type: isEventType(text) ? 'event' : 'enumMember' };
}

function nameMeaning(spec: ValueSpec): Meaning {
  if (isStrategyName(spec)) return { type: 'function' };
  if (spec.key === 'id' && !spec.branch) return { type: 'variable', modifiers: ['definition'] };
  if (isMonitorId(spec) || spec.key === 'monitor') return { type: 'variable' };
  // A field of an event is a property of it; paths, addresses and names of other systems are text.
  return { type: spec.key === 'field' ? 'property' : 'string' };
}

const isDuration = ({ schema }: ValueSpec, text: string) =>
  alternatives(schema).some((member) => isDurationText(keywordsOf(member), text));

const isDurationText = ({ pattern }: Keywords, text: string) =>
  pattern === durationPattern && new RegExp(durationPattern).test(text);
