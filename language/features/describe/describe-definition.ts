import { taggedOf } from '../../../core/spec/schema.ts';
import type { NamedStrategy } from '../../model/facts.ts';
import { alternatives, keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import { definitionText, monitorsIn, strategiesIn } from './definitions.ts';
import { code, fenced } from './markdown.ts';

/** Whether a word at this place is the name of a strategy. */
export function isStrategyName({ schema }: ValueSpec): boolean {
  const members = alternatives(schema);
  const takesText = members.some((member) => keywordsOf(member).type === 'string');
  return takesText && members.some((member) => taggedOf(member)?.name === 'strategy');
}

/** Whether a word at this place is the id of a monitor of this document. */
export const isMonitorId = ({ key, branch }: ValueSpec): boolean => key === 'on' && branch === undefined;

/** The text that defines a name, when it is in this document. */
export function describeDefinition(spec: ValueSpec, name: string, outline: Outline, text: string): string[] {
  const [what, definitions] = isStrategyName(spec)
    ? ['strategy', strategiesIn(outline)]
    : ['monitor', isMonitorId(spec) ? monitorsIn(outline) : []];
  const found = definitions.find((definition) => definition.name === name);
  return found ? [`**${name}** · ${what} of this file`, fenced('yaml', definitionText(found, text))] : [];
}

/** A strategy of another file: what it is, with its parameters as they stand there. */
export function describeIncluded({ name, uri, node, config, definition }: NamedStrategy): string[] {
  const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  const head = `**${name}** · strategy of ${code(file)}`;
  const lines = Object.entries(config).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const what = definition ? `${definition.title}. ${definition.summary}` : '';
  return [head, what, node.pairs.length > 0 ? fenced('yaml', lines.join('\n')) : ''];
}
