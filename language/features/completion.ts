import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, Position } from 'vscode-languageserver-types';
import type { DocumentFormatId } from '../model/document-format.ts';
import type { FileKind } from '../model/path-kinds.ts';
import { mapSpecs, specsAt } from '../model/spec-at.ts';
import type { KeyPlace, Place } from '../syntax/cursor/place.ts';
import type { Word } from '../syntax/cursor/spot.ts';
import { type CursorContext, cursorContext } from '../syntax/cursor-context.ts';
import { aliasDrafts } from './completion/alias-drafts.ts';
import { type Draft, mapStart } from './completion/draft.ts';
import { type Facts, factsOf } from './completion/facts.ts';
import { itemOf } from './completion/item.ts';
import { formDrafts } from './completion/key-drafts.ts';
import { fileKind } from './completion/names.ts';
import { newDocumentDrafts } from './completion/new-document.ts';
import type { CompletionContext } from './completion/types.ts';
import { valueDrafts } from './completion/value-drafts.ts';
import { isJson } from './is-json.ts';

export type { CompletionClient, CompletionContext } from './completion/types.ts';

/** What may be written at the cursor: keys, values and whole blocks. Complete, whatever has been typed already. */
export function complete(
  document: TextDocument,
  position: Position,
  context: CompletionContext,
): CompletionList {
  return completeAt(document, position, cursorIn(document, position), context);
}

/** Where a position is, for the questions below; undefined where nothing can be written. */
export const cursorIn = (document: TextDocument, position: Position): CursorContext | undefined =>
  cursorContext(document.getText(), document.offsetAt(position), isJson(document));

/** `complete` for a cursor whose context is known. */
export function completeAt(
  document: TextDocument,
  position: Position,
  cursor: CursorContext | undefined,
  context: CompletionContext,
): CompletionList {
  const text = document.getText();
  if (!cursor) return { isIncomplete: false, items: [] };
  const facts = factsOf(context, cursor, text);
  const insertTo = context.insertReplace ? document.offsetAt(position) : undefined;
  const session = { document, text, cursor, snippets: context.snippets, insertTo };
  const drafts = once(cursor.places.flatMap((place) => draftsAt(place, facts)));
  return { isIncomplete: false, items: drafts.map((draft, at) => itemOf(draft, at, session)) };
}

/** The paths that are wanted at a cursor, for hosts that must read directories before they can answer. */
export function filesWanted(
  document: TextDocument,
  cursor: CursorContext | undefined,
  format: DocumentFormatId,
): { readonly kind: FileKind; readonly typed: string } | undefined {
  if (!cursor) return undefined;
  const values = cursor.places.filter((place) => place.at === 'value');
  const kinds = values.flatMap(({ path }) => specsAt(format, path).map((spec) => fileKind(spec, path)));
  const kind = kinds.find((found) => found !== undefined);
  return kind && { kind, typed: typedText(document.getText(), cursor.word) };
}

function draftsAt(place: Place, facts: Facts): Draft[] {
  const specs = specsAt(facts.context.format, place.path);
  if (place.at === 'key') {
    const maps = specs.flatMap((spec) => mapSpecs(spec, place.siblings));
    return keysAt(place, maps, facts);
  }
  const aliases = aliasDrafts(place, specs, facts);
  if (aliases) return aliases;
  return [...newDocumentDrafts(place, facts), ...specs.flatMap((spec) => valueDrafts(spec, place, facts))];
}

function keysAt(place: KeyPlace, maps: ReturnType<typeof mapSpecs>, facts: Facts): Draft[] {
  return formDrafts(maps, { ...place, start: mapStart(place.layout) }, facts);
}

const typedText = (text: string, { start, end }: Word) => text.slice(start, end).replace(/^["']|["']$/g, '');

/** Two forms of a place may propose the same; the first proposal stays. */
function once(drafts: readonly Draft[]): Draft[] {
  const labels = new Set<string>();
  return drafts.filter(({ label }) => !labels.has(label) && labels.add(label));
}
