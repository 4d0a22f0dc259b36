interface Span {
  readonly file: string;
  /** Times of its earliest and its latest event, in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** Watches whether files, which are read one after the other, follow each other in time. */
export class FileOrder {
  #latest: Span | undefined;
  #hasTold = false;

  /** Takes in a file with times of its own; words where it is the first to begin before an earlier one ends. */
  add(span: Span): string | undefined {
    const before = this.#latest;
    if (before === undefined || span.to > before.to) this.#latest = span;
    if (before === undefined || span.from >= before.to || this.#hasTold) return undefined;
    this.#hasTold = true;
    return (
      `Files are read one after the other, and ${span.file} begins (${shown(span.from)}) before ${before.file} ends ` +
      `(${shown(before.to)}): name them in the order of their times, or sort them into one file where they overlap`
    );
  }
}

const shown = (ms: number) => new Date(ms).toISOString();
