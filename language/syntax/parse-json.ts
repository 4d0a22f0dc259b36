import { createScanner, type ParseError, parseTree } from 'jsonc-parser';
import { errorAt } from '../finding.ts';
import { explainJsonErrors } from './json-errors.ts';
import { JsonTreeBuilder } from './json-tree.ts';
import { limits } from './limits.ts';
import { plainValue } from './plain-value.ts';
import type { Source } from './source.ts';
import { overlap, type SyntaxTree } from './tree.ts';

/** The tree of a JSON text. Whatever the text is, there is one, with findings where it could not be understood. */
export function parseJson(source: Source): SyntaxTree {
  const text = source.text.replace(/^\uFEFF/, ' ');
  const tooDeepAt = depthExceededAt(text);
  if (tooDeepAt !== undefined) return tooDeep(text, tooDeepAt);
  const errors: ParseError[] = [];
  const parsed = parseTree(text, errors, { disallowComments: true, allowEmptyContent: true });
  const builder = new JsonTreeBuilder(source);
  const root = parsed && builder.build(parsed, undefined);
  const { findings, damage } = explainJsonErrors(errors, text);
  return {
    documents: [{ start: 0, end: text.length, root, value: plainValue(root), damage }],
    findings: [
      ...findings,
      ...builder.findings.filter(({ span }) => !damage.some((region) => overlap(region, span))),
    ],
  };
}

/** Where nesting gets too deep; the parser recurses, so it must not see such a text. */
function depthExceededAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  const endOfFile = createScanner('').scan(); // its enum exists for the compiler only
  let depth = 0;
  while (scanner.scan() !== endOfFile) {
    const first = text.charAt(scanner.getTokenOffset());
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (depth > limits.depth) return scanner.getTokenOffset();
  }
  return undefined;
}

function tooDeep(text: string, at: number): SyntaxTree {
  const whole = { start: 0, end: text.length };
  const message = `Nested more than ${limits.depth} levels deep; the file is not read`;
  return {
    documents: [{ ...whole, root: undefined, value: null, damage: [whole] }],
    findings: [errorAt('json-too-deep', { start: at, end: at + 1 }, message)],
  };
}
