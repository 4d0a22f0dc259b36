import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticTag, Range } from 'vscode-languageserver-types';
import type { Finding, FixData, RelatedSpan, Severity } from './finding.ts';
import type { IncludeCache } from './model/resolve.ts';
import type { Span } from './syntax/tree.ts';

/** Another place a problem speaks of. */
export interface RelatedPlace {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

/** Something wrong in a document, as editors and the command line show it. */
export interface Problem {
  /** Id of the rule, kebab-case and stable. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** The config cannot be used with it, whatever the settings say. */
  readonly isUnusable?: true;
  readonly tags?: readonly DiagnosticTag[];
  readonly related?: readonly RelatedPlace[];
  readonly data?: FixData;
}

const unnecessaryTag: DiagnosticTag = 1;

/** Findings as problems, sorted by place. */
export function problemsOf(
  findings: readonly Finding[],
  document: TextDocument,
  others: Readonly<IncludeCache>,
): Problem[] {
  const sorted = findings.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return sorted.map(({ rule, severity, ownSeverity, message, span, unnecessary, related = [], data }) => ({
    rule,
    severity,
    message,
    range: rangeOf(span, document),
    ...((ownSeverity ?? severity) === 'error' ? { isUnusable: true } : {}),
    ...(unnecessary ? { tags: [unnecessaryTag] } : {}),
    ...(related.length > 0
      ? { related: related.flatMap((place) => relatedPlace(place, document, others)) }
      : {}),
    ...(data ? { data } : {}),
  }));
}

/** The lines and characters of a stretch. */
export function rangeOf({ start, end }: Span, document: TextDocument): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

function relatedPlace(
  { uri = '', span, message }: RelatedSpan,
  document: TextDocument,
  others: Readonly<IncludeCache>,
): RelatedPlace[] {
  if (uri === '' || uri === document.uri)
    return [{ uri: document.uri, range: rangeOf(span, document), message }];
  const text = others.get(uri)?.text;
  return text === undefined
    ? []
    : [{ uri, range: rangeOf(span, TextDocument.create(uri, '', 0, text)), message }];
}
