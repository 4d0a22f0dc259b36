import type { Document } from 'yaml';
import { errorAt, type Finding } from '../finding.ts';
import { foreignSpaces } from './foreign-spaces.ts';
import { limits } from './limits.ts';
import { firstLineOf, lineStart } from './lines.ts';
import { assemble, byDocument } from './pieces/assemble.ts';
import { readPieces } from './pieces/read-pieces.ts';
import { plainValue } from './plain-value.ts';
import type { Source } from './source.ts';
import { type Node, overlap, type Span, type SyntaxDocument, type SyntaxTree } from './tree.ts';
import { explainYamlErrors, type Faults, faultsOf } from './yaml-errors.ts';
import { compose, tokenize } from './yaml-library.ts';
import { YamlTreeBuilder } from './yaml-tree.ts';

/**
 * The tree of a YAML text. Whatever the text is, there is one, with findings where it could not be understood. What an
 * `earlier` text of the same file has at its beginning and end is not parsed again; the result is the same.
 */
export function parseYaml(source: Source, earlier?: SyntaxTree): SyntaxTree {
  const tree = parsePieces(source, earlier);
  if (tree) return tree;
  const waiting = earlier?.pieces ?? earlier?.waiting;
  return { ...parseWhole(source), ...(waiting ? { waiting } : {}) };
}

function parsePieces(source: Source, earlier: SyntaxTree | undefined): SyntaxTree | undefined {
  const read = readPieces(source, earlier?.pieces ?? earlier?.waiting ?? []);
  const assembled = read && byDocument(read).map((pieces) => assemble(pieces, source));
  if (!assembled?.every((document) => document !== undefined)) return undefined;
  const findings: Finding[] = [];
  const documents = assembled.map(({ start, end, root, value, faults, findings: found }) => {
    const syntax = explained(faults, source.text, root);
    findings.push(...withoutEchoes(syntax, found));
    return { start, end, root, value, damage: syntax.damage };
  });
  return { documents, findings, pieces: assembled.flatMap(({ pieces }) => pieces) };
}

/** The tree of a YAML text, parsed in one go. */
export function parseWhole(source: Source): SyntaxTree {
  const { tokens, tooDeepAt } = tokenize(source.text);
  const findings: Finding[] = [];
  const documents = compose(tokens, source.text.length).map((document) => {
    const tooDeep = tooDeepAt !== undefined && document.range[2] >= tooDeepAt;
    const { tree, found } = buildDocument(document, source, tooDeep ? tooDeepAt : undefined);
    findings.push(...found);
    return tree;
  });
  return { documents, findings };
}

function buildDocument(document: Document.Parsed, source: Source, tooDeepAt: number | undefined) {
  const builder = new YamlTreeBuilder(source);
  const root = builder.root(document);
  const [start, , end] = document.range;
  const syntax =
    tooDeepAt === undefined
      ? explained(faultsOf(document), source.text, root)
      : tooDeep(source.text, tooDeepAt);
  const tree: SyntaxDocument = { start, end, root, value: plainValue(root), damage: syntax.damage };
  return { tree, found: withoutEchoes(syntax, builder.findings) };
}

/** What cannot be read. Spaces that are none explain all the rest. */
function explained(faults: Faults, text: string, root: Node | undefined) {
  const { findings, damage } = explainYamlErrors(faults, text);
  const spaces = foreignSpaces(text, root, faults.errors[0]?.error.pos[0]);
  if (!spaces) return { findings, damage };
  const others = findings.filter(({ severity }) => severity !== 'error');
  return { findings: [spaces.finding, ...others], damage: [...damage, ...spaces.damage] };
}

function tooDeep(text: string, at: number) {
  const span = firstLineOf(text, { start: at, end: at + 1 });
  const message = `Nested more than ${limits.depth} levels deep; what follows is not read`;
  return {
    findings: [errorAt('yaml-too-deep', span, message)],
    damage: [{ start: lineStart(text, at), end: text.length }],
  };
}

/** What the parser finds and what the tree is found to be, without echoes of the former in the latter. */
function withoutEchoes(
  syntax: { readonly findings: readonly Finding[]; readonly damage: readonly Span[] },
  found: readonly Finding[],
): Finding[] {
  return [...syntax.findings, ...found.filter((finding) => !isEcho(finding, syntax.damage))];
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
