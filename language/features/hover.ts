import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Hover, Position } from 'vscode-languageserver-types';
import { taggedOf } from '../../core/spec/schema.ts';
import { alternatives, type Format, keywordsOf, specsAt, type ValueSpec } from '../model/spec-at.ts';
import { scalarText } from '../syntax/cursor/outline.ts';
import { siblingsOf } from '../syntax/cursor/place.ts';
import { type Token, tokenAt } from '../syntax/cursor-context.ts';
import { describeBranch } from './describe/describe-branch.ts';
import { describeDefinition } from './describe/describe-definition.ts';
import { describeKey, meaningsOf } from './describe/describe-key.ts';
import { describeRule, type RuleFacts } from './describe/describe-rule.ts';
import { describeEvent, describeField, eventFields, isEventType } from './describe/event-fields.ts';
import { bullets, code, markdown } from './describe/markdown.ts';
import { valueMeaning } from './describe/number-meaning.ts';
import { isJson } from './is-json.ts';

/** What the key or value under the cursor means; undefined where there is nothing to say. */
export function hover(
  document: TextDocument,
  position: Position,
  format: Format,
  rules: readonly RuleFacts[] = [],
): Hover | undefined {
  const text = document.getText();
  const token = tokenAt(text, document.offsetAt(position), isJson(document));
  if (!token) return undefined;
  const [spec] = specsAt(format, token.path);
  if (!spec) return undefined;
  const blocks = token.role === 'key' ? keyBlocks(spec, token, rules) : valueBlocks(spec, token, text);
  if (blocks.length === 0) return undefined;
  const range = { start: document.positionAt(token.node.start), end: document.positionAt(token.node.end) };
  return { contents: markdown(...blocks), range };
}

function keyBlocks(spec: ValueSpec, token: Token, rules: readonly RuleFacts[]): string[] {
  const rule = spec.isFree ? rules.find(({ id }) => id === token.node.text) : undefined;
  if (rule) return describeRule(rule);
  if (spec.isFree) return freeKeyBlocks(spec, token);
  const value = scalarText(token.value);
  return [...describeKey(spec), value === undefined ? '' : meaning(spec, value)];
}

/** A key the user chose: the name of a strategy, or a field that is mapped. */
function freeKeyBlocks(spec: ValueSpec, { value, node }: Token): string[] {
  const union = taggedOf(spec.schema);
  if (!union) return fieldBlocks(node.text);
  const siblings = value?.type === 'map' ? siblingsOf(value) : undefined;
  const branch = union.branches.find(({ id }) => id === siblings?.get(union.tag));
  return branch ? describeBranch(union, branch, siblings) : [`**${node.text}** · ${union.name}`];
}

function fieldBlocks(name: string): string[] {
  if (name === 'type') return ['**type** · event field', 'Which kind of event it is.'];
  const field = eventFields().find((candidate) => candidate.name === name);
  return field ? describeField(field) : [];
}

function valueBlocks(spec: ValueSpec, token: Token, text: string): string[] {
  const { node, outline } = token;
  if (spec.tagOf) return tagBlocks(spec, node.text);
  if (isEventType(node.text) && takesWords(spec)) return describeEvent(node.text);
  const word = meaningsOf(spec)?.[node.text];
  if (word !== undefined) return [`**${node.text}** · ${code(spec.key)}`, word];
  const definition = describeDefinition(spec, node.text, outline, text);
  if (definition.length > 0) return definition;
  if (spec.key === 'field') return fieldBlocks(node.text);
  return [...describeKey(spec), meaning(spec, node.text)];
}

/** One sentence stands for itself, several as a list. */
function meaning(spec: ValueSpec, text: string): string {
  const sentences = valueMeaning(spec, text);
  return sentences.length > 1 ? bullets(sentences) : (sentences[0] ?? '');
}

function tagBlocks({ tagOf, siblings }: ValueSpec, id: string): string[] {
  const branch = tagOf?.branches.find((candidate) => candidate.id === id);
  return tagOf && branch ? describeBranch(tagOf, branch, siblings) : [];
}

const takesWords = (spec: ValueSpec) =>
  alternatives(spec.schema).some((schema) => keywordsOf(schema).enum !== undefined);
