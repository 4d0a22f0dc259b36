import { errorAt } from '../finding.ts';
import { limits } from './limits.ts';
import { firstLineOf } from './lines.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { sourceOf } from './source.ts';
import type { SyntaxTree } from './tree.ts';

export type SyntaxLanguage = 'yaml' | 'json';

/**
 * Text to tree. Always a tree, never an exception, and a bounded effort whatever the text is. `earlier` is the tree of
 * an earlier text of the same file: it makes no difference but to the time it takes.
 */
export function parseText(text: string, language: SyntaxLanguage, earlier?: SyntaxTree): SyntaxTree {
  if (text.length > limits.textLength) return tooLarge(text);
  return language === 'json' ? parseJson(sourceOf(text)) : parseYaml(sourceOf(text), earlier);
}

function tooLarge(text: string): SyntaxTree {
  const megabytes = (text.length / 1e6).toFixed(1);
  const message = `${megabytes} MB is too large for a config and is not read; the limit is ${limits.textLength / 1e6} MB`;
  const whole = { start: 0, end: text.length };
  return {
    documents: [{ ...whole, root: undefined, value: null, damage: [whole] }],
    findings: [errorAt('file-too-large', firstLineOf(text, { start: 0, end: 100 }), message)],
  };
}
