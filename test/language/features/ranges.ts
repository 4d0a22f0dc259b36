import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range } from 'vscode-languageserver-types';

/** Whether a document has text from the start to the end of a range. `positionAt` clamps: what survives the way there and back is inside. */
export function isInside({ start, end }: Range, document: TextDocument): boolean {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  return from <= to && isSame(document.positionAt(from), start) && isSame(document.positionAt(to), end);
}

const isSame = (one: Position, other: Position) =>
  one.line === other.line && one.character === other.character;
