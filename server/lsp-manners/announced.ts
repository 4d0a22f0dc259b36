import {
  type CompletionClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  type Hover,
  type HoverClientCapabilities,
  type InsertTextMode,
  MarkupContent,
  MarkupKind,
} from 'vscode-languageserver';
import { plainText } from '../../language/reference.ts';

/** Cuts answers down to what a client has said it understands. */
export interface AnswerShape {
  hover(hover: Hover): Hover;
  item(item: CompletionItem): CompletionItem;
}

export function answerShape(
  hover: HoverClientCapabilities | undefined,
  completion: CompletionClientCapabilities | undefined,
): AnswerShape {
  const { documentationFormat, snippetSupport, insertTextModeSupport } = completion?.completionItem ?? {};
  const modes: readonly InsertTextMode[] = insertTextModeSupport?.valueSet ?? [];
  const kinds = completion?.completionItemKind?.valueSet;
  return {
    hover: (given) => ({ ...given, contents: worded(given.contents, hover?.contentFormat) }),
    item({ kind, insertTextFormat, insertTextMode, documentation, ...item }) {
      return {
        ...item,
        ...(kind === undefined ? {} : { kind: kindFor(kind, kinds) }),
        ...(insertTextFormat && snippetSupport ? { insertTextFormat } : {}),
        ...(insertTextMode && modes.includes(insertTextMode) ? { insertTextMode } : {}),
        ...(documentation === undefined ? {} : { documentation: worded(documentation, documentationFormat) }),
      };
    },
  };
}

/** Markdown is for those who name it. */
function worded<T>(content: T, formats: readonly MarkupKind[] = []): T | MarkupContent {
  if (!MarkupContent.is(content) || formats.includes(content.kind)) return content;
  return { kind: MarkupKind.PlainText, value: plainText(content.value) };
}

/** Clients that name no kinds know those of the first version of LSP. */
function kindFor(
  kind: CompletionItemKind,
  known: readonly CompletionItemKind[] | undefined,
): CompletionItemKind {
  const isKnown = known ? known.includes(kind) : kind <= CompletionItemKind.Reference;
  return isKnown ? kind : CompletionItemKind.Value;
}
