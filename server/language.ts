import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, Hover, Position } from 'vscode-languageserver-types';
import { complete } from '../language/features/completion.ts';
import { hover } from '../language/features/hover.ts';
import {
  createLanguageService,
  documentFormatOf,
  type LanguageHost,
  type LanguageService,
} from '../language/service.ts';

export type { MonitorPlace, Problem, RelatedPlace } from '../language/service.ts';

/** Everything of the language that the server hands on. */
export interface LanguageFeatures extends LanguageService {
  complete(document: TextDocument, position: Position, snippets: boolean): Promise<CompletionList>;
  hover(document: TextDocument, position: Position): Hover | undefined;
}

/** The language service with its features, on the files of `host`. */
export function createLanguageFeatures(host: LanguageHost): LanguageFeatures {
  const formatOf = (document: TextDocument) =>
    documentFormatOf(document.uri, document.getText()) ?? 'monitor';
  return {
    ...createLanguageService(host),
    complete: async (document, position, snippets) =>
      complete(document, position, {
        format: formatOf(document),
        strategyNames: [],
        monitorIds: [],
        snippets,
      }),
    hover: (document, position) => hover(document, position, formatOf(document)),
  };
}
