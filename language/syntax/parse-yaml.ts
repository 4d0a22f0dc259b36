import { Composer, type Document, Lexer, Parser } from 'yaml';
import { errorAt, type Finding } from '../finding.ts';
import { limits } from './limits.ts';
import { firstLineOf, lineStart } from './lines.ts';
import type { Source } from './source.ts';
import { overlap, type Span, type SyntaxDocument, type SyntaxTree } from './tree.ts';
import { explainYamlErrors } from './yaml-errors.ts';
import { YamlTreeBuilder } from './yaml-tree.ts';

type Token = Parameters<Composer['next']>[0];

/** The tree of a YAML text. Whatever the text is, there is one, with findings where it could not be understood. */
export function parseYaml(source: Source): SyntaxTree {
  const { tokens, tooDeepAt } = tokenize(source.text);
  const findings: Finding[] = [];
  const documents = compose(tokens, source.text).map((document) => {
    const tooDeep = tooDeepAt !== undefined && document.range[2] >= tooDeepAt;
    const { tree, found } = buildDocument(document, source, tooDeep ? tooDeepAt : undefined);
    findings.push(...found);
    return tree;
  });
  return { documents, findings };
}

/**
 * Feeds the parser token by token and stops where nesting gets too deep: everything after it recurses, and a stack
 * that overflows inside a regular expression ends the whole process, which no `catch` can prevent.
 */
function tokenize(text: string): { tokens: Token[]; tooDeepAt?: number } {
  const parser = new Parser();
  const tokens: Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // A list in a map in a list takes about two entries a level.
    if (parser.stack.length > 2 * limits.depth) {
      const tooDeepAt = Math.max(0, Math.min(parser.offset, text.length) - 1);
      tokens.push(...parser.end());
      return { tokens, tooDeepAt };
    }
  }
  tokens.push(...parser.end());
  return { tokens };
}

function compose(tokens: readonly Token[], text: string): Document.Parsed[] {
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
  documents.push(...(composer.end(true, text.length) as Iterable<Document.Parsed>));
  return documents;
}

function buildDocument(document: Document.Parsed, source: Source, tooDeepAt: number | undefined) {
  const builder = new YamlTreeBuilder(source);
  const root = builder.root(document);
  const [start, , end] = document.range;
  const syntax =
    tooDeepAt === undefined ? explainYamlErrors(document, source.text) : tooDeep(source.text, tooDeepAt);
  const tree: SyntaxDocument = { start, end, root, damage: syntax.damage };
  const found = [
    ...syntax.findings,
    ...builder.findings.filter((finding) => !isEcho(finding, syntax.damage)),
  ];
  return { tree, found };
}

function tooDeep(text: string, at: number) {
  const span = firstLineOf(text, { start: at, end: at + 1 });
  const message = `Nested more than ${limits.depth} levels deep; what follows is not read`;
  return {
    findings: [errorAt('yaml-too-deep', span, message)],
    damage: [{ start: lineStart(text, at), end: text.length }],
  };
}

/**
 * Whether a finding may be an echo of text that could not be read: it lies in it, compares two places with such text
 * between them, or misses an anchor that may stand there.
 */
function isEcho({ rule, span, related: [other] = [] }: Finding, damage: readonly Span[]): boolean {
  const looksBack = rule === 'yaml-unknown-alias' || rule === 'yaml-bad-merge';
  const from = looksBack ? 0 : Math.min(span.start, other?.span.start ?? span.start);
  return damage.some((region) => overlap(region, { start: from, end: span.end }));
}
