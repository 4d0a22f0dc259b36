import type { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  LocationLink,
  Position,
  SelectionRange,
  SymbolInformation,
} from 'vscode-languageserver-types';
import type { ReadConfig } from '../../model/read-config.ts';
import type { LanguageHost } from '../../model/resolve.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { foldingRanges } from './folding-ranges.ts';
import { highlights, references } from './references.ts';
import { prepareRename, type RenameAnswer, type RenameStart, rename } from './rename.ts';
import { selectionRanges } from './selection-ranges.ts';
import { type Cancellation, Workspace } from './workspace.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

/**
 * Getting about in configs. What spans files looks at the files that the host lists, at the texts they have when they
 * are asked for; a cancelled answer is incomplete and not to be used.
 */
export interface Navigation {
  /** Where the name at a position is defined; for a path, the files it leads to. */
  definition(document: TextDocument, position: Position): Promise<LocationLink[]>;
  /** Where the name at a position is used, in all files; with the definition if wanted. */
  references(
    document: TextDocument,
    position: Position,
    withDefinition: boolean,
    token?: Cancellation,
  ): Promise<Location[]>;
  /** The same in this document alone. */
  highlights(document: TextDocument, position: Position): Promise<DocumentHighlight[]>;
  /** The name at a position, or why it cannot be changed; undefined where there is none. */
  prepareRename(document: TextDocument, position: Position): Promise<RenameStart | undefined>;
  /** The edits, in all files, that give what is named at a position another name. */
  rename(
    document: TextDocument,
    position: Position,
    name: string,
    token?: Cancellation,
  ): Promise<RenameAnswer>;
  documentSymbols(document: TextDocument): DocumentSymbol[];
  /** Monitors and strategies of all files whose names have the letters of the query in their order. */
  workspaceSymbols(query: string, token?: Cancellation): Promise<SymbolInformation[]>;
  foldingRanges(document: TextDocument): FoldingRange[];
  /** For each position what to select when the selection grows. */
  selectionRanges(document: TextDocument, positions: readonly Position[]): SelectionRange[];
  /** Links for paths that lead to one file. */
  documentLinks(document: TextDocument): Promise<DocumentLink[]>;
}

/** @param read gives an open document as it is now */
export function createNavigation(
  host: LanguageHost,
  read: (document: TextDocument) => ReadConfig,
): Navigation {
  const around = (document: TextDocument, token?: Cancellation) => {
    const config = read(document);
    return { config, workspace: new Workspace(host, [config], token) };
  };
  return {
    definition(document, position) {
      const { config, workspace } = around(document);
      return definition(config, document.offsetAt(position), workspace);
    },
    references(document, position, withDefinition, token) {
      const { config, workspace } = around(document, token);
      return references(config, document.offsetAt(position), withDefinition, workspace);
    },
    highlights(document, position) {
      const { config, workspace } = around(document);
      return highlights(config, document.offsetAt(position), workspace);
    },
    prepareRename(document, position) {
      const { config, workspace } = around(document);
      return prepareRename(config, document.offsetAt(position), workspace);
    },
    rename(document, position, name, token) {
      const { config, workspace } = around(document, token);
      return rename(config, document.offsetAt(position), name, workspace);
    },
    documentSymbols: (document) => documentSymbols(read(document)),
    workspaceSymbols: (query, token) => workspaceSymbols(query, new Workspace(host, [], token)),
    foldingRanges: (document) => foldingRanges(read(document)),
    selectionRanges: (document, positions) =>
      selectionRanges(
        read(document),
        positions.map((position) => document.offsetAt(position)),
      ),
    documentLinks(document) {
      const { config, workspace } = around(document);
      return documentLinks(config, workspace);
    },
  };
}
