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
