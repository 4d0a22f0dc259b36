import { Composer, type Document, Lexer, Parser } from 'yaml';
import { limits } from './limits.ts';

export type Token = Parameters<Composer['next']>[0];

/**
 * Feeds the parser token by token and stops where nesting gets too deep: everything after it recurses, and a stack
 * that overflows inside a regular expression ends the whole process, which no `catch` can prevent. `offset` is where
 * the text stands in the one that offsets are to count in.
 */
export function tokenize(text: string, offset = 0): { tokens: Token[]; tooDeepAt?: number } {
  const parser = new Parser();
  // The parser would take the dash behind a byte order mark to stand in the second column.
  const isMarked = text.startsWith('\uFEFF');
  parser.offset = isMarked ? offset + 1 : offset;
  const tokens: Token[] = [];
  for (const lexeme of new Lexer().lex(isMarked ? text.slice(1) : text)) {
    tokens.push(...parser.next(lexeme));
    // A list in a map in a list takes about two entries a level.
    if (parser.stack.length > 2 * limits.depth) {
      const tooDeepAt = Math.max(0, Math.min(parser.offset, offset + text.length) - 1);
      tokens.push(...parser.end());
      return { tokens, tooDeepAt };
    }
  }
  tokens.push(...parser.end());
  return { tokens };
}

/** The documents of a text's tokens. `end` is the offset at which the text ends. */
export function compose(tokens: readonly Token[], end: number): Document.Parsed[] {
  const composer = new Composer({
    prettyErrors: false,
    uniqueKeys: false, // found while the tree is built, in our words
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  let strays = 0;
  for (const token of tokens) {
    if (token.type === 'error' && ++strays > limits.syntaxErrors) continue;
    documents.push(...(composer.next(token) as Iterable<Document.Parsed>));
  }
  documents.push(...(composer.end(true, end) as Iterable<Document.Parsed>));
  return documents;
}
