import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IGrammar } from 'vscode-textmate';

// Both are CommonJS in a form whose names an import does not see.
const require = createRequire(import.meta.url);
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
const textmate: typeof import('vscode-textmate') = require('vscode-textmate');

/** What a grammar makes of a stretch of text; innermost scope last. */
export interface ScopedText {
  readonly text: string;
  readonly line: number;
  readonly scopes: readonly string[];
}

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
}

/** A function that colours text with our grammar on top of the YAML grammar in VS Code's own extension folder. */
export async function grammarOver(yamlExtension: string): Promise<(text: string) => ScopedText[]> {
  const paths = new Map([...grammarsIn(yamlExtension), ...grammarsIn('.')]);
  await loadOnce(require.resolve('vscode-oniguruma/release/onig.wasm'));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    async loadGrammar(scope) {
      const path = paths.get(scope);
      return path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
    },
  });
  const grammar = await registry.loadGrammar('source.driftscope');
  if (!grammar) throw new Error('the grammar cannot be loaded');
  return (text) => scopesOf(text, grammar);
}

let loaded: Promise<void> | undefined;
function loadOnce(wasm: string): Promise<void> {
  loaded ??= oniguruma.loadWASM(readFileSync(wasm));
  return loaded;
}

function grammarsIn(extension: string): [string, string][] {
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  const grammars: readonly Contribution[] = manifest.contributes.grammars;
  return grammars.map(({ scopeName, path }) => [scopeName, join(extension, path)]);
}

function scopesOf(text: string, grammar: IGrammar): ScopedText[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((lineText, line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(lineText, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: lineText.slice(startIndex, endIndex),
      line,
      scopes,
    }));
  });
}
