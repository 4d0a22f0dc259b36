import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { problemPage } from '../language/reference.ts';
import type { Problem, RelatedPlace } from '../language/service.ts';
import type { ServerHost } from './host.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** A problem in LSP's words. Its rule leads to its page where the host has them. */
export function diagnosticOf(problem: Problem, docsUri?: ServerHost['docsUri']): Diagnostic {
  const { range, severity, rule, message, tags, related, data } = problem;
  const page = problemPage(rule);
  const href = page === undefined ? undefined : docsUri?.(page);
  return {
    range,
    severity: severities[severity],
    source: 'driftscope',
    code: rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    message,
    ...(tags ? { tags: [...tags] } : {}),
    ...(related ? { relatedInformation: related.map(placeOf) } : {}),
    ...(data === undefined ? {} : { data }),
  };
}

const placeOf = ({ uri, range, message }: RelatedPlace) => ({ location: { uri, range }, message });
