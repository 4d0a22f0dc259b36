import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Whether a document is JSON. By its name first: our language id covers both notations. */
export function isJson({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  const path = uri.replace(/[?#].*$/, '').toLowerCase();
  if (/\.ya?ml$/.test(path)) return false;
  return /\.jsonc?$/.test(path) || languageId === 'json' || languageId === 'jsonc';
}
