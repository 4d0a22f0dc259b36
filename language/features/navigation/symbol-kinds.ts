import { SymbolKind } from 'vscode-languageserver-types';

/** The icons that editors show; LSP has no kinds of our own. */
export const symbolKinds = {
  section: SymbolKind.Namespace,
  monitor: SymbolKind.Event,
  strategy: SymbolKind.Operator,
  policy: SymbolKind.Function,
  test: SymbolKind.Method,
  file: SymbolKind.File,
  value: SymbolKind.Property,
} as const;
