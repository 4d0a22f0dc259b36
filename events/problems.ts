/** What can be said of a file whose rows are still read. */
const fileProblems = [
  'time-ignored',
  'too-many-values',
  'too-many-columns',
  'map-column-missing',
  'duplicate-column',
  'time-made-up',
  'files-overlap',
] as const;

/** What can be wrong with a row, which is then skipped, or be said of a file. */
export type ProblemCode =
  | 'not-json'
  | 'not-an-object'
  | 'unknown-type'
  | 'missing-field'
  | 'wrong-type'
  | 'not-finite'
  | 'bad-timestamp'
  | 'line-too-long'
  | 'bad-csv-row'
  | (typeof fileProblems)[number];

/** Whether a problem cost a row; the others are said of a file, none of whose rows is lost by it. */
export const costsRow = ({ code }: { readonly code: string }): boolean =>
  !(fileProblems as readonly string[]).includes(code);

export interface EventProblem {
  readonly file: string;
  /** 1-based line where the row starts. */
  readonly line: number;
  /** 0-based index of the row among all rows of the run. */
  readonly row: number;
  readonly code: ProblemCode;
  readonly message: string;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly row: number;
}

/** Counts every problem and keeps the first few; a message is only put together when it will be kept. */
export class ProblemLog {
  readonly counts = new Map<ProblemCode, number>();
  /** The very first problem, kept whatever the limit. */
  first: EventProblem | undefined;
  /** The first problem of each file that cost a row, whatever the limit. */
  readonly firstBad = new Map<string, EventProblem>();
  #fresh: EventProblem[] = [];
  #room: number;

  constructor(limit: number) {
    this.#room = limit;
  }

  add(code: ProblemCode, place: Place, message: () => string): void {
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    const { file, line, row } = place;
    const isFirstBad = costsRow({ code }) && !this.firstBad.has(file);
    if (this.first !== undefined && this.#room <= 0 && !isFirstBad) return;
    const problem = { file, line, row, code, message: message() };
    this.first ??= problem;
    if (isFirstBad) this.firstBad.set(file, problem);
    if (this.#room <= 0) return;
    this.#room--;
    this.#fresh.push(problem);
  }

  /** The problems kept since the last call. */
  take(): EventProblem[] {
    const taken = this.#fresh;
    this.#fresh = [];
    return taken;
  }
}

const longest = 60;

/** A value as a message shows it: at most 60 characters, control characters escaped. */
export function shorten(value: string): string {
  const cut = value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
  let shown = '';
  for (const char of cut) {
    const code = char.codePointAt(0) as number;
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000);
    shown += isControl ? `\\u${code.toString(16).padStart(4, '0')}` : char;
  }
  return shown;
}
