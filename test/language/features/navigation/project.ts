import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { createLanguageService, type LanguageService } from '../../../../language/service.ts';
import { documentOf, memoryHost, uriOf } from '../../helpers/memory-host.ts';

/** Files of a project, one of them with a cursor (`█`) in it. */
export interface Project {
  readonly files: Readonly<Record<string, string>>;
  readonly service: LanguageService;
  /** The file with the cursor. */
  readonly document: TextDocument;
  readonly position: Position;
}

/** The project and its cursor. */
export function project(marked: Readonly<Record<string, string>>): Project {
  const found = Object.entries(marked).find(([, text]) => text.includes('█'));
  if (!found) throw new Error('no █ in any file');
  const [path, text] = found;
  const files = { ...marked, [path]: text.replace('█', '') };
  const document = documentOf(path, text.replace('█', ''));
  const service = createLanguageService(memoryHost(files));
  return { files, service, document, position: document.positionAt(text.indexOf('█')) };
}

/** A place as a test reads it: `path:line «text»`, lines from 1. */
export function place({ files }: Project, uri: string, range: Range): string {
  const path = uri.slice(uriOf('').length);
  const text = files[path] ?? '';
  const document = TextDocument.create(uri, '', 0, text);
  return `${path}:${range.start.line + 1} «${document.getText(range)}»`;
}

/** The files after edits. */
export function applied(
  { files }: Pick<Project, 'files'>,
  changes: readonly { readonly uri: string; readonly edits: readonly TextEdit[] }[],
): Record<string, string> {
  const after = { ...files };
  for (const { uri, edits } of changes) {
    const path = uri.slice(uriOf('').length);
    const document = TextDocument.create(uri, '', 0, files[path] ?? '');
    after[path] = TextDocument.applyEdits(document, [...edits]);
  }
  return after;
}
