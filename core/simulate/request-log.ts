import { AlertLog } from './alert-log.ts';
import { rowColumn } from './growing-column.ts';
import type { Lane } from './lane.ts';
import { itemsOf, type LongList } from './long-list.ts';
import type { RetrainingPolicy } from './retraining.ts';
import type { RetrainingRequest } from './run-result.ts';
import type { Shelf } from './shelf.ts';

interface Source {
  readonly policy: RetrainingPolicy;
  readonly lane: Lane;
}

/** The requests for retraining, as columns: each with a copy of the alert that completed its policy. */
export class RequestLog implements LongList<RetrainingRequest> {
  readonly #sources: Source[] = [];
  readonly #source = rowColumn();
  readonly #alerts = new AlertLog();

  get length(): number {
    return this.#source.length;
  }

  /** @param alert whose log the alert is in, and where */
  append(policy: RetrainingPolicy, { lane, at }: { readonly lane: Lane; readonly at: number }): void {
    const known = this.#sources.findIndex((source) => source.policy === policy && source.lane === lane);
    this.#source.push(known >= 0 ? known : this.#sources.push({ policy, lane }) - 1);
    this.#alerts.copy(lane.alerts, at);
  }

  at(position: number): RetrainingRequest {
    const { policy, lane } = this.#sources[this.#source.at(position)] as Source;
    const { model, event, time, message } = lane.alertAt(position, this.#alerts);
    return { model, reason: message, event, time, policy: policy.plan.id };
  }

  [Symbol.iterator](): Iterator<RetrainingRequest> {
    return itemsOf(this);
  }

  /** The requests there are now from a position on. */
  from(position: number): Iterable<RetrainingRequest> {
    return itemsOf({ length: this.length, at: (index) => this.at(index) }, position);
  }

  /** Takes what there is out of memory, see {@link GrowingColumn}. */
  settle(shelf: Shelf | undefined): void {
    this.#source.settle(this.length, shelf);
    this.#alerts.settle(this.length, shelf);
  }
}
