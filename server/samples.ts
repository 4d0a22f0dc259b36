import type { SampleFacts, SampleQuery } from '../core/spec/sample-facts.ts';
import type { SampleAnswer, SampleQuestion } from './worker-messages.ts';

export interface SamplesOptions {
  /** Asks the worker. */
  readonly ask: (question: SampleQuestion) => Promise<SampleAnswer>;
  /** Has the worker drop what it keeps of a config. */
  readonly forget: (uri: string) => void;
  /** Called when facts have come that somebody had to do without. */
  readonly arrived: () => void;
  /** How long an answer is waited for, in milliseconds (150). */
  readonly patienceMs?: number;
}

/** What is known of the events of one config. */
interface Known {
  readonly query: SampleQuery;
  readonly key: string;
  facts?: SampleFacts;
  stamp?: string;
  /** The facts are the answer to this query; otherwise they are what is left of an older one. */
  isComplete: boolean;
  /** When the worker was asked last; minus infinity where that no longer counts. */
  askedAt: number;
  underWay?: Promise<void>;
  /** Somebody went without the answer that is under way. */
  isMissed: boolean;
}

/** How long an answer counts as fresh for those who are not told of changed files, in milliseconds. */
const freshMs = 2000;

/** The server's side of sample facts: answers at once or soon, never late, and tells when there is more to know. */
export class Samples {
  readonly #options: SamplesOptions;
  readonly #known = new Map<string, Known>();

  constructor(options: SamplesOptions) {
    this.#options = options;
  }

  /** The facts as far as they can be had soon. Never rejects. */
  async get(query: SampleQuery): Promise<SampleFacts | undefined> {
    const known = this.#of(query);
    const age = performance.now() - known.askedAt;
    if (!known.underWay && age > freshMs) this.#ask(known);
    // What is only checked again need not be waited for.
    const isOld = known.facts === undefined || !known.isComplete || age === Infinity;
    const left = known.askedAt + (this.#options.patienceMs ?? 150) - performance.now();
    if (known.underWay && isOld && left > 0) await Promise.race([known.underWay, rest(left)]);
    if (known.underWay) known.isMissed = true;
    return known.facts;
  }

  /** The facts for a config that is not open: nobody is kept waiting, so that they are waited for, and none are kept. Never rejects. */
  async once(query: SampleQuery): Promise<SampleFacts | undefined> {
    const answer = await this.#options.ask({ query }).catch(() => undefined);
    // It may have been opened meanwhile.
    if (!this.#known.has(query.uri)) this.#options.forget(query.uri);
    return answer === 'same' ? undefined : answer?.facts;
  }

  /** The files may have changed, or more of them may have been read. */
  changed(): void {
    for (const known of this.#known.values()) known.askedAt = Number.NEGATIVE_INFINITY;
  }

  /** Nothing is known of any config, so nobody needs the worker for it. */
  get isIdle(): boolean {
    return this.#known.size === 0;
  }

  /** Asks again for a config whose events have been read as a whole meanwhile. */
  loaded(uri: string): void {
    const known = this.#known.get(uri);
    if (!known || known.facts?.isWhole || known.underWay) return;
    known.isMissed = true;
    this.#ask(known);
  }

  /** Nothing is kept of a closed config. */
  closed(uri: string): void {
    this.#known.delete(uri);
  }

  #of(query: SampleQuery): Known {
    const key = JSON.stringify(query);
    const before = this.#known.get(query.uri);
    if (before?.key === key) return before;
    const facts = before && carriedOver(before, query);
    const known: Known = {
      query,
      key,
      askedAt: 0,
      isComplete: false,
      isMissed: false,
      ...(facts ? { facts } : {}),
    };
    // No stamp comes along: facts of other monitors are no answer to this.
    this.#known.set(query.uri, known);
    this.#ask(known);
    return known;
  }

  #ask(known: Known): void {
    known.askedAt = performance.now();
    const question = { query: known.query, ...(known.stamp === undefined ? {} : { known: known.stamp }) };
    known.underWay = this.#options.ask(question).then(
      (answer) => this.#take(known, answer),
      () => this.#take(known, undefined),
    );
  }

  #take(known: Known, answer: SampleAnswer | undefined): void {
    delete known.underWay;
    if (answer !== 'same') {
      const hadNone = known.facts === undefined;
      delete known.facts;
      delete known.stamp;
      if (answer) Object.assign(known, answer);
      known.isComplete = true;
      const isNews = known.isMissed && !(hadNone && !answer);
      if (isNews && this.#known.get(known.query.uri) === known) this.#options.arrived();
    }
    known.isMissed = false;
  }
}

/** What of older facts still is true when only the monitors have changed: all but those that did. */
function carriedOver({ query, facts }: Known, now: SampleQuery): SampleFacts | undefined {
  const { monitors: before, ...files } = query;
  const { monitors: wanted, ...newFiles } = now;
  if (!facts || JSON.stringify(files) !== JSON.stringify(newFiles)) return undefined;
  const same = new Set(before.map((one) => JSON.stringify(one)));
  const kept = new Set(wanted.filter((one) => same.has(JSON.stringify(one))).map(({ id }) => id));
  const isKept = ({ id }: { readonly id: string }) => kept.has(id);
  return { ...facts, monitors: facts.monitors.filter(isKept), unmeasured: facts.unmeasured.filter(isKept) };
}

const rest = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
