import { isRequired } from '../../../core/spec/schema.ts';
import { keywordsOf, type Schema } from '../../model/spec-at.ts';
import { bullets, code } from './markdown.ts';

/** The keys of a map, a line each, under a heading; empty when it has none. */
export function parameterList(properties: Readonly<Record<string, Schema>>, heading = 'Parameters:'): string {
  const lines = Object.entries(properties).map(([key, schema]) => {
    const description = firstSentence(keywordsOf(schema).description ?? '');
    return `${code(key)}${note(schema)}${description === '' ? '' : `: ${description}`}`;
  });
  return lines.length === 0 ? '' : `${heading}\n\n${bullets(lines)}`;
}

function note(schema: Schema): string {
  const { default: value } = keywordsOf(schema);
  if (value !== undefined) return ` (default ${code(String(value))})`;
  return isRequired(schema) ? ' (required)' : '';
}

/** Up to the first full stop that ends a sentence. */
const firstSentence = (text: string) => /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
