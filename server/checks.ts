import type { Connection } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import { isOurs, type LanguageService, type Problem } from '../language/service.ts';
import { Diagnostics } from './diagnostics.ts';
import type { OpenDocuments } from './documents.ts';
import type { editorFiles } from './editor-files.ts';
import { WorkspaceDiagnostics } from './lsp-manners/workspace-diagnostics.ts';
import { WorkspacePush } from './lsp-manners/workspace-push.ts';
import type { Session } from './server.ts';

interface CheckedParts {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly language: LanguageService;
  readonly files: ReturnType<typeof editorFiles>;
  readonly session: Session;
  /** A problem in LSP's words. */
  readonly tell: (problem: Problem) => Diagnostic;
  readonly log: (message: string) => void;
}

/** The problems of what is open, and of what else there is in the folders. */
export function createChecks(parts: CheckedParts) {
  const { connection, documents, language, files, session, tell, log } = parts;
  const diagnostics = new Diagnostics({
    documents,
    check: async (document) => (isOurs(document) ? (await language.problems(document)).map(tell) : []),
    publish: (params) => void connection.sendDiagnostics(params),
    log,
  });
  const workspaceDiagnostics = new WorkspaceDiagnostics({
    listFiles: files.listFiles,
    readText: files.readText,
    isOpen: (uri) => documents.get(uri) !== undefined,
    async check(document) {
      const problems = await language.problems(document);
      const dependsOn = language.dependencyOf(document.uri);
      language.forget(document.uri);
      return { items: problems.map(tell), dependsOn };
    },
    hearsOfChanges: () => session.traits?.watchesFiles === true,
    hasChanged: () => {
      if (session.traits?.pullsDiagnostics === false) void workspacePush.changed();
    },
  });
  const workspacePush = new WorkspacePush({
    workspace: workspaceDiagnostics,
    isOpen: (uri) => documents.get(uri) !== undefined,
    publish: (params) => void connection.sendDiagnostics(params),
    log,
  });
  return { diagnostics, workspaceDiagnostics, workspacePush };
}
