import type { SpanEdit } from './edits.ts';

/** The lines of a plain or quoted scalar below its first one: YAML folds their indentation away, so they move along. */
export function continuedLines(
  text: string,
  start: number,
  { shift, atLeast }: { readonly shift: number; readonly atLeast: number },
): SpanEdit[] {
  return linesOf(text, start)
    .slice(1)
    .filter(({ content }) => content !== '')
    .flatMap(({ at, lead }) => reindent(at, lead, Math.max(lead + shift, atLeast)));
}

interface BodyPlace {
  /** Column for the content where the header says nothing. */
  readonly wanted: number;
  /** How far the key above has moved; a header with a number counts columns from there. */
  readonly move: number;
  readonly isFixed: boolean;
}

/** The lines of a block scalar, moved as one. */
export function blockBody(text: string, start: number, { wanted, move, isFixed }: BodyPlace): SpanEdit[] {
  const lines = linesOf(text, start);
  const old = lines.find(({ content }) => content !== '')?.lead;
  if (old === undefined) return [];
  const shift = isFixed ? move : wanted - old;
  return lines.flatMap(({ at, lead, content }) => {
    const isBlank = content === '';
    // Blanks beyond the indentation are content; those short of it would become some if the rest moved under them.
    if (isBlank && lead <= old && !isFixed) return shift < 0 ? reindent(at, lead, 0) : [];
    return reindent(at, lead, Math.max(0, lead + shift));
  });
}

const reindent = (at: number, lead: number, wanted: number): SpanEdit[] =>
  lead === wanted ? [] : [{ start: at, end: at + lead, newText: ' '.repeat(wanted) }];

function linesOf(text: string, start: number) {
  let at = start;
  return text.split('\n').map((line) => {
    const lead = /^ */.exec(line)?.[0].length ?? 0;
    const found = { at, lead, content: line.trim() };
    at += line.length + 1;
    return found;
  });
}
