import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Problem, RelatedPlace } from '../language/service.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** A problem in LSP's words. */
export function diagnosticOf(problem: Problem): Diagnostic {
  const { range, severity, rule, message, tags, related, data } = problem;
  return {
    range,
    severity: severities[severity],
    source: 'driftscope',
    code: rule,
    message,
    ...(tags ? { tags: [...tags] } : {}),
    ...(related ? { relatedInformation: related.map(placeOf) } : {}),
    ...(data === undefined ? {} : { data }),
  };
}

const placeOf = ({ uri, range, message }: RelatedPlace) => ({ location: { uri, range }, message });
