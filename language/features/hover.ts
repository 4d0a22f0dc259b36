import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Hover, Position } from 'vscode-languageserver-types';
import type { SampleFacts } from '../../core/spec/sample-facts.ts';
import { taggedOf } from '../../core/spec/schema.ts';
import type { DocumentFormatId } from '../model/document-format.ts';
import type { NamedStrategy } from '../model/facts.ts';
import type { ReadConfig } from '../model/read-config.ts';
import type { LastRun } from '../model/resolve.ts';
import { alternatives, keywordsOf, specsAt, type ValueSpec } from '../model/spec-at.ts';
import { meant, scalarText } from '../syntax/cursor/outline.ts';
import { inheritedOf, siblingsOf } from '../syntax/cursor/place.ts';
import { type Token, tokenAt } from '../syntax/cursor-context.ts';
import { comparedMeaning, countsCompared } from './describe/compared-values.ts';
import { monitorsConcerned } from './describe/definitions.ts';
import { describeAlias, describeMerge } from './describe/describe-alias.ts';
import { describeBranch } from './describe/describe-branch.ts';
import { describeDefinition, describeIncluded, isStrategyName } from './describe/describe-definition.ts';
import { describeKey, meaningsOf } from './describe/describe-key.ts';
import { describeRule, type RuleFacts } from './describe/describe-rule.ts';
import { runBlocks } from './describe/describe-run.ts';
import { describeTested } from './describe/describe-tested.ts';
import { describeEvent, describeField, eventFields, isEventType } from './describe/event-fields.ts';
import { bullets, code, markdown } from './describe/markdown.ts';
import { valueMeaning } from './describe/number-meaning.ts';
import { sampleMeaning, sampleOfModel, sampleOfName } from './describe/sample-blocks.ts';
import { measuredAt } from './describe/sample-words.ts';
import { isJson } from './is-json.ts';

/** What hover may know beside the text. */
export interface HoverContext {
  readonly sample?: SampleFacts | undefined;
  readonly run?: LastRun | undefined;
  /** Strategies that can be named, those of included files too. */
  readonly strategies?: ReadonlyMap<string, NamedStrategy>;
  /** The config under test: in a test file. */
  readonly tested?: ReadConfig | undefined;
  /** Rules that keys may name: in a settings file. */
  readonly rules?: readonly RuleFacts[];
}

/** What the key or value under the cursor means; undefined where there is nothing to say. */
export function hover(
  document: TextDocument,
  position: Position,
  format: DocumentFormatId,
  context: HoverContext = {},
): Hover | undefined {
  const text = document.getText();
  const token = tokenAt(text, document.offsetAt(position), isJson(document));
  if (!token) return undefined;
  const alias = token.role === 'value' ? describeAlias(token.node, token.outline, text) : [];
  const [spec] = specsAt(format, token.path);
  const blocks = spec ? specBlocks(spec, token, text, context) : mergeBlocks(token);
  if (alias.length + blocks.length === 0) return undefined;
  const range = { start: document.positionAt(token.node.start), end: document.positionAt(token.node.end) };
  return { contents: markdown(...alias, ...blocks), range };
}

/** What is known of the place; of an alias, of the value it stands for. */
function specBlocks(spec: ValueSpec, token: Token, text: string, context: HoverContext): string[] {
  if (token.role === 'key') return keyBlocks(spec, token, context);
  const node = meant(token.node);
  return node?.type === 'scalar' ? valueBlocks(spec, { ...token, node }, text, context) : [];
}

function mergeBlocks({ role, node, map }: Token): string[] {
  const isMerge = role === 'key' && map !== undefined && node.text === '<<' && node.quote === '';
  return isMerge ? describeMerge(siblingsOf(map), inheritedOf(map)) : [];
}

function keyBlocks(spec: ValueSpec, token: Token, context: HoverContext): string[] {
  const rule = spec.isFree ? context.rules?.find(({ id }) => id === token.node.text) : undefined;
  if (rule) return describeRule(rule);
  if (spec.isFree) return freeKeyBlocks(spec, token);
  const value = scalarText(token.value);
  if (context.tested && spec.key === 'monitor' && value !== undefined)
    return [...describeKey(spec), ...describeTested(value, context.tested)];
  const own = value === undefined ? [] : [meaning(spec, value), ...sampleBlocks(spec, token, value, context)];
  return [...describeKey(spec), ...own];
}

/** What the sample and the last simulation have to do with a value. */
function sampleBlocks(spec: ValueSpec, token: Token, value: string, { sample, run }: HoverContext): string[] {
  const { outline, path } = token;
  const isMonitor = spec.tagOf?.name === 'monitor' || (spec.key === 'id' && path.length > 1);
  if (isMonitor) return runBlocks(monitorsConcerned(outline, path), run);
  if (!sample || sample.rows === 0) return [];
  if (isModel(path)) return sampleOfModel(spec, value, sample);
  const isName = keywordsOf(spec.schema).completes !== undefined || isEventType(value);
  if (isName) return sampleOfName(spec, value, sample);
  if (countsCompared(spec, path)) return comparedMeaning(value, sample, outline, path);
  return sampleMeaning(spec, value, sample, measuredAt(sample, outline, path));
}

/** Under the config's `model`. */
const isModel = ([first, second]: Token['path']) =>
  first?.type === 'map' && first.key === 'model' && second?.type === 'map';

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

function valueBlocks(spec: ValueSpec, token: Token, text: string, context: HoverContext): string[] {
  const { node, outline } = token;
  const seen = sampleBlocks(spec, token, node.text, context);
  if (spec.tagOf) return [...tagBlocks(spec, node.text), ...seen];
  if (isEventType(node.text) && takesWords(spec)) return [...describeEvent(node.text), ...seen];
  const word = meaningsOf(spec)?.[node.text];
  if (word !== undefined) return [`**${node.text}** · ${code(spec.key)}`, word];
  if (context.tested && spec.key === 'monitor') return describeTested(node.text, context.tested);
  const definition = describeDefinition(spec, node.text, outline, text);
  if (definition.length > 0) return definition;
  const included = isStrategyName(spec) ? context.strategies?.get(node.text) : undefined;
  if (included) return describeIncluded(included);
  if (keywordsOf(spec.schema).completes === 'field') return [...fieldBlocks(node.text), ...seen];
  return [...describeKey(spec), meaning(spec, node.text), ...seen];
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
