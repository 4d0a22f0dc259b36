import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Problem } from './language.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** A problem in LSP's words. `uri` is the document's, for related places in it. */
export function diagnosticOf(problem: Problem, uri: string): Diagnostic {
  const { range, severity, rule, message, related, data } = problem;
  return {
    range,
    severity: severities[severity],
    source: 'driftscope',
    code: rule,
    message,
    ...(problem.tags ? { tags: problem.tags.map((tag) => tags[tag]) } : {}),
    ...(related
      ? {
          relatedInformation: related.map((place) => ({
            location: { uri: place.uri ?? uri, range: place.range },
            message: place.message,
          })),
        }
      : {}),
    ...(data === undefined ? {} : { data }),
  };
}
