import { char, isBlank, isBreak, isFlowIndicator, isGap, lineEnd } from './characters.ts';
import type { ScalarNode } from './outline.ts';

/** Where a scalar stands decides where it ends. */
export interface ScalarPlace {
  readonly column: number;
  readonly style: 'block' | 'flow' | 'json';
  /** It may turn out to be a key, so a colon ends it. */
  readonly key: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  b: '\b',
  f: '\f',
};
const escapePattern = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g;

/**
 * The scalar that starts here, quoted or plain. A quote that is not closed on its line ends with the line: whoever is
 * typing has not got round to the other one yet.
 */
export function scanScalar(text: string, start: number, place: ScalarPlace): ScalarNode {
  const code = text.charCodeAt(start);
  if (code === char.quote) return scanQuoted(text, start, '"', place);
  if (code === char.apostrophe && place.style !== 'json') return scanQuoted(text, start, "'", place);
  const end = trimEnd(text, start, plainEnd(text, start, place));
  const value = text.slice(start, end);
  return { type: 'scalar', start, end, text: value, quote: '', column: place.column };
}

function scanQuoted(text: string, start: number, quote: '"' | "'", place: ScalarPlace): ScalarNode {
  const close = closingQuote(text, start, quote);
  const end = close < 0 ? unclosedEnd(text, start, place) : close + 1;
  const raw = text.slice(start + 1, close < 0 ? end : close);
  const value = quote === '"' ? unescaped(raw) : raw.replaceAll("''", "'");
  return { type: 'scalar', start, end, text: value, quote, column: place.column };
}

function closingQuote(text: string, start: number, quote: '"' | "'"): number {
  for (let at = start + 1; at < text.length && !isBreak(text.charCodeAt(at)); at += 1) {
    const code = text.charCodeAt(at);
    if (quote === '"' && code === char.backslash) at += 1;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at;
      at += 1;
    }
  }
  return -1;
}

/** In a flow collection the brackets and commas on the line are more likely structure than part of the text. */
function unclosedEnd(text: string, start: number, place: ScalarPlace): number {
  const stop = lineEnd(text, start);
  if (place.style === 'block') return trimEnd(text, start, stop);
  let at = start + 1;
  while (at < stop && !isFlowIndicator(text.charCodeAt(at))) at += 1;
  return trimEnd(text, start, at);
}

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(escapePattern, (_, unicode?: string, hex?: string, other?: string) =>
    other === undefined
      ? String.fromCharCode(Number.parseInt(unicode ?? hex ?? '', 16))
      : (simpleEscapes[other] ?? other),
  );
}

function plainEnd(text: string, start: number, place: ScalarPlace): number {
  if (place.style === 'block' && !place.key) return blockValueEnd(text, start);
  let at = start;
  while (at < text.length && !endsPlain(text, at, start, place)) at += 1;
  return at;
}

/** The commonest scalar by far, so it is found by the engine's own search. */
function blockValueEnd(text: string, start: number): number {
  const line = text.slice(start, lineEnd(text, start));
  if (!line.includes('#')) return start + line.length;
  const comment = line.search(/[ \t]#/);
  return comment < 0 ? start + line.length : start + comment;
}

function endsPlain(text: string, at: number, start: number, place: ScalarPlace): boolean {
  const code = text.charCodeAt(at);
  if (isBreak(code)) return true;
  if (code === char.hash) return place.style !== 'json' && at > start && isBlank(text.charCodeAt(at - 1));
  if (code === char.colon) return endsAtColon(text, at, start, place);
  if (place.style === 'block') return false;
  if (place.style === 'json' && (isBlank(code) || code === char.quote)) return true;
  return isFlowIndicator(code);
}

function endsAtColon(text: string, at: number, start: number, place: ScalarPlace): boolean {
  if (place.style === 'json') return true;
  const next = text.charCodeAt(at + 1);
  if (place.style === 'flow' && isFlowIndicator(next)) return true;
  if (isGap(next)) return place.key || place.style === 'flow';
  return place.key && isTightColon(text, at, start);
}

/** `kind:latency` is taken as a key whose space is still to come; `https://…`, `1:30` and times are not. */
function isTightColon(text: string, at: number, start: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next !== char.slash && next !== char.colon && /^[A-Za-z_][\w-]*$/.test(text.slice(start, at));
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
