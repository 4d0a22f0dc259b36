import type { Document, YAMLError } from 'yaml';
import { errorAt, type Finding, type FixEdit } from '../finding.ts';
import { limits } from './limits.ts';
import { firstLineOf, indentation, lineEnd, lineStart, skipBlank, wholeLines } from './lines.ts';
import type { Span } from './tree.ts';
import { type Explained, explanations, lineContent, type Sight } from './yaml-explanations.ts';

/** What the library finds wrong in a text, each error with the document as it was parsed around it. */
export interface Faults {
  readonly errors: readonly { readonly error: YAMLError; readonly document: Document.Parsed }[];
  readonly warnings: readonly YAMLError[];
}

/** What the library finds wrong in one document. */
export const faultsOf = (document: Document.Parsed): Faults => ({
  errors: document.errors.map((error) => ({ error, document })),
  warnings: document.warnings,
});

/**
 * The syntax errors of a document, told as one finding: the first, in words about the text rather than about the
 * parser. `damage` is the text around all of them, where the tree is a guess.
 */
export function explainYamlErrors(faults: Faults, text: string): { findings: Finding[]; damage: Span[] } {
  const { warnings } = faults;
  const sorted = faults.errors
    .slice(0, limits.syntaxErrors)
    .toSorted((a, b) => a.error.pos[0] - b.error.pos[0]);
  const errors = sorted.map(({ error }) => error);
  // For a bracket that is not closed the library points at the next line, which it then reads well.
  const harmful = errors.filter(({ message }) => !/end with a [}\]]$/.test(message));
  const damage = harmful.map((error) => wholeLines(text, posOf(error, text)));
  const findings = unknownTags(warnings);
  const [first] = sorted;
  if (first) {
    const told = explain({ ...first, text, errors, span: posOf(first.error, text) });
    const { fixes } = told;
    findings.push({
      ...errorAt('yaml-syntax', told.span, told.message, told.data),
      ...(fixes ? { fixes } : {}),
    });
    damage.push(told.damage ?? wholeLines(text, told.span));
  }
  return { findings, damage };
}

function explain(sight: Sight): Explained {
  const tabs = tabIn(sight.text, sight.span);
  if (tabs) {
    const message = 'YAML is not indented with tabs; use spaces';
    return {
      span: tabs,
      message,
      fixes: [{ title: 'Replace tabs with spaces', edits: tabEdits(sight.text), isCertain: false }],
    };
  }
  const told = explanations.map((explanation) => explanation(sight)).find((found) => found !== undefined);
  return told ?? { span: visible(sight), message: 'This is not expected here' };
}

/** The place of an error, or, where nothing is to be seen there, the line that follows. */
function visible({ text, span }: Sight): Span {
  const isBlank = text.slice(span.start, span.end).trim() === '';
  return isBlank
    ? lineContent(text, Math.min(text.length, skipBlank(text, span.start)))
    : firstLineOf(text, span);
}

/** A tab in the indentation of a line the error touches: whatever the parser said, that is why. */
function tabIn(text: string, { start, end }: Span): Span | undefined {
  for (let line = lineStart(text, start); line <= end; ) {
    const blanks = leadOf(text, line);
    const lead = text.slice(blanks.start, blanks.end);
    if (lead.includes('\t'))
      return { start: blanks.start + lead.indexOf('\t'), end: blanks.start + lead.lastIndexOf('\t') + 1 };
    const next = text.indexOf('\n', line);
    if (next < 0) return undefined;
    line = next + 1;
  }
  return undefined;
}

/** What stands before the first word of a line: its indentation, and the dashes of lists with what follows them. */
function leadOf(text: string, line: number): Span {
  const { start, end } = indentation(text, line);
  return { start, end: end + (/^(-[ \t]+)*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0) };
}

/** Two spaces for each tab that indents, in the whole text: whoever uses them does so everywhere. */
function tabEdits(text: string): FixEdit[] {
  return [...text.matchAll(/^[ \t]*(?:-[ \t]+)*/gm)].flatMap(({ 0: lead, index }) =>
    lead.includes('\t')
      ? [
          {
            start: index,
            end: index + lead.length,
            newText: lead.replaceAll(/-\t/g, '- ').replaceAll('\t', '  '),
          },
        ]
      : [],
  );
}

/** Never empty where there is text to show, and never beyond the end. */
function posOf(error: YAMLError, text: string): Span {
  const start = Math.max(0, Math.min(error.pos[0], text.length));
  return { start, end: Math.max(start, Math.min(error.pos[1], text.length)) };
}

function unknownTags(warnings: readonly YAMLError[]): Finding[] {
  return warnings
    .filter((warning) => warning.code === 'TAG_RESOLVE_FAILED')
    .slice(0, limits.syntaxErrors)
    .map(({ pos: [start, end] }) => ({
      rule: 'yaml-unknown-tag',
      severity: 'warning',
      span: { start, end },
      message: 'This tag means nothing here and is ignored',
    }));
}
