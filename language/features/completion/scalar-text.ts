import type { Quote } from '../../syntax/cursor/outline.ts';

export type Scalar = string | number | boolean;

/** How scalars are written at a place: JSON quotes all text, and a quote the user has typed is kept. */
export interface ScalarStyle {
  readonly json: boolean;
  readonly quote: Quote;
}

const plainPattern = /^[A-Za-z0-9_./=](?:[\w./=@%+ -]*[\w./=@%+-])?$/;

/** Words and digits that some YAML reader takes for something else than text. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n|=|\.inf|\.nan)$/i;
const numeric = /^(?:\.?\d[\d_.]*(?:e[+-]?\d+)?|0x[\da-f]+|0o[0-7]+)$/i;
const dateLike = /^\d{4}-\d/;

/** A scalar as it is written in the document, quoted where it must be. */
export function written(value: Scalar, { json, quote }: ScalarStyle): string {
  if (typeof value !== 'string') return String(value);
  if (json || quote === '"') return JSON.stringify(value);
  return quote !== "'" && isPlain(value) ? value : quoted(value);
}

const isPlain = (text: string) =>
  plainPattern.test(text) && !reserved.test(text) && !numeric.test(text) && !dateLike.test(text);

function quoted(text: string): string {
  const isSimple = [...text].every((character) => character >= ' ' && character !== '\u007f');
  return isSimple ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}
