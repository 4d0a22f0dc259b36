import type { RangeAnswer, RangeQuestion } from '../protocol/simulation-messages.ts';
import { type DataSource, rangeName } from './data-source.ts';

/** A zoom gesture asks once it rests, a new run at once. */
const settleMs = 60;

/** Asks for what each lane shows: once per run, span and width, and not while a gesture is still going on. */
export class RangeAsker {
  readonly #source: Pick<DataSource, 'range'>;
  readonly #onAnswer: (answer: RangeAnswer) => void;
  readonly #asked = new Map<number, { runId: number; name: string }>();
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** @param onAnswer called with every answer, late ones too */
  constructor(source: Pick<DataSource, 'range'>, onAnswer: (answer: RangeAnswer) => void) {
    this.#source = source;
    this.#onAnswer = onAnswer;
  }

  /** Sees to it that `question` gets asked, in place of the lane's last one. */
  want(question: RangeQuestion): void {
    const { lane, runId } = question;
    const name = `${rangeName(question)},${question.width}`;
    const last = this.#asked.get(lane);
    if (last?.name === name) return;
    this.#asked.set(lane, { runId, name });
    clearTimeout(this.#timers.get(lane));
    const delay = last?.runId === runId ? settleMs : 0;
    this.#timers.set(
      lane,
      setTimeout(() => void this.#source.range(question).then(this.#onAnswer), delay),
    );
  }
}
