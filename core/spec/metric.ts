/** What is known of a metric without looking at data; strategies and rules ask for it. */
export interface MetricInfo {
  /** Its name in results and messages, such as `latency_ms_ewma`. */
  readonly name: string;
  readonly unit: string;
  /** Smallest and largest value it can take; infinite where there is no bound. */
  readonly range: readonly [min: number, max: number];
  /** What the values are; some strategies are meant for one of them only. */
  readonly values: 'real' | 'binary' | 'p-value';
}

/** Why there is no value, after the events so far. */
export interface Lack {
  /** `filling`: more events will give one. */
  readonly reason: 'filling' | 'no_value';
  /** In words that may follow "no value: ". */
  readonly words: string;
  /** Of a comparison, whatever the reason: how far it has come. */
  readonly filling?: Filling;
}

/** How many values a comparison has taken in, which gives none itself before it has enough of both. */
export interface Filling {
  /** Values that are or may become the reference; 0 where that comes from elsewhere. */
  readonly reference: number;
  /** The reference has all it waits for. */
  readonly isSettled: boolean;
  /** Values to compare with it. */
  readonly current: number;
}
