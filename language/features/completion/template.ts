import { type Scalar, type ScalarStyle, written } from './scalar-text.ts';

/** What is to be inserted, without the notation: YAML or JSON, block or flow, snippet or plain text. */
export type Template =
  | { readonly type: 'scalar'; readonly value: Scalar }
  /** What means something in YAML itself and is written as it is: an alias, a merge key. */
  | { readonly type: 'syntax'; readonly text: string }
  /** A tab stop that proposes a value. */
  | { readonly type: 'hole'; readonly value: Scalar }
  /** A tab stop with a choice; the first is proposed. */
  | { readonly type: 'choice'; readonly values: readonly Scalar[] }
  /** An empty tab stop; JSON, where nothing may not stand, gets this value. */
  | { readonly type: 'stop'; readonly json: Scalar }
  | MapTemplate
  | { readonly type: 'seq'; readonly items: readonly Template[] }
  /** A collection with a tab stop inside. */
  | { readonly type: 'open'; readonly of: 'map' | 'seq' };

export interface MapTemplate {
  readonly type: 'map';
  readonly entries: readonly TemplateEntry[];
}

export type TemplateEntry = readonly [key: Template, value: Template];

export const scalar = (value: Scalar): Template => ({ type: 'scalar', value });
export const syntax = (text: string): Template => ({ type: 'syntax', text });

/** Where and how a template is written. */
export interface Notation extends ScalarStyle {
  readonly flow: boolean;
  /** Column of the first key or dash in block style. */
  readonly column: number;
  readonly snippets: boolean;
}

/** A value, from where the cursor is. Lines after the first carry their whole indentation. */
export const renderValue = (template: Template, notation: Notation): string =>
  new Renderer(notation).value(template, notation.column, notation.flow);

/** Entries of a map that exists already, without its brackets. */
export const renderEntries = (entries: readonly TemplateEntry[], notation: Notation): string =>
  new Renderer(notation).entries(entries, notation.column, notation.flow);

class Renderer {
  readonly #notation: Notation;
  /** Of the word that is replaced. Between brackets whoever quotes keys writes JSON; else what comes behind is plain. */
  #quote: Notation['quote'];
  #stops = 0;

  constructor(notation: Notation) {
    this.#notation = notation;
    this.#quote = notation.quote;
  }

  entries(entries: readonly TemplateEntry[], column: number, flow: boolean): string {
    const texts = entries.map((entry) => this.#entry(entry, column, flow));
    return texts.join(flow ? ', ' : `\n${pad(column)}`);
  }

  value(template: Template, column: number, flow: boolean): string {
    switch (template.type) {
      case 'map': {
        const entries = this.entries(template.entries, column, flow);
        return flow ? `{ ${entries} }` : entries;
      }
      case 'seq':
        return this.#items(template.items, column, flow);
      case 'open':
        return this.#open(template.of, flow);
      case 'syntax':
        return this.#literal(template.text);
      default:
        return this.#scalar(template);
    }
  }

  #entry([key, value]: TemplateEntry, column: number, flow: boolean): string {
    const name = this.#key(key);
    const isBelow = !flow && isBlock(value);
    return `${name}:${isBelow ? `\n${pad(column + 2)}` : ' '}${this.value(value, column + 2, !isBelow)}`;
  }

  /** A key that reads like a boolean, such as `on`, is written as everybody writes it: plain. */
  #key(key: Template): string {
    const { json } = this.#notation;
    const isPlain =
      key.type === 'scalar' && !json && this.#quote === '' && /^\w[\w.-]*$/.test(String(key.value));
    return isPlain ? String(key.value) : this.value(key, 0, true);
  }

  #items(items: readonly Template[], column: number, flow: boolean): string {
    if (flow) return `[${items.map((item) => this.value(item, 0, true)).join(', ')}]`;
    return items.map((item) => `- ${this.value(item, column + 2, false)}`).join(`\n${pad(column)}`);
  }

  #open(of: 'map' | 'seq', flow: boolean): string {
    const stop = this.#stop('');
    if (flow) return of === 'map' ? `{${stop}}` : `[${stop}]`;
    return of === 'map' ? stop : `- ${stop}`;
  }

  #scalar(template: Template & { type: 'scalar' | 'hole' | 'choice' | 'stop' }): string {
    if (template.type === 'scalar') return this.#literal(this.#written(template.value));
    if (template.type === 'choice') return this.#choice(template.values);
    if (template.type === 'hole') return this.#placeholder(template.value);
    return this.#notation.json || this.#quote !== '' ? this.#placeholder(template.json) : this.#stop('');
  }

  #choice(values: readonly Scalar[]): string {
    const texts = this.#allWritten(values);
    const [first = ''] = texts;
    if (!this.#notation.snippets || texts.length < 2) return this.#literal(first);
    this.#stops += 1;
    return `\${${this.#stops}|${texts.map((text) => text.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
  }

  #written(value: Scalar): string {
    return this.#allWritten([value])[0] ?? '';
  }

  /** As one scalar, whichever of them it will be. */
  #allWritten(values: readonly Scalar[]): string[] {
    const style = { json: this.#notation.json, quote: this.#quote };
    if (!this.#notation.flow) this.#quote = '';
    return values.map((value) => written(value, style));
  }

  /** Quotes stay outside of the tab stop, so that typing over it keeps them. */
  #placeholder(value: Scalar): string {
    const text = this.#written(value);
    const quote = typeof value === 'string' && /^["']/.test(text) ? text.charAt(0) : '';
    return `${quote}${this.#stop(text.slice(quote.length, text.length - quote.length))}${quote}`;
  }

  #stop(text: string): string {
    if (!this.#notation.snippets) return text;
    this.#stops += 1;
    return text === '' ? `$${this.#stops}` : `\${${this.#stops}:${text.replace(/[\\$}]/g, '\\$&')}}`;
  }

  #literal(text: string): string {
    return this.#notation.snippets ? text.replace(/[\\$]/g, '\\$&') : text;
  }
}

/** Whether it takes lines of its own in block style; short lists of scalars stay on the line. */
function isBlock(template: Template): boolean {
  if (template.type === 'seq')
    return template.items.some((item) => item.type === 'map' || item.type === 'open');
  return template.type === 'map' || template.type === 'open';
}

const pad = (column: number) => ' '.repeat(column);
