/** What a step of the test run came to. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

export const onePassed: Outcome = { passed: 1, failed: 0, skipped: [] };
export const oneFailed: Outcome = { passed: 0, failed: 1, skipped: [] };

/** A part of `npm test`. */
export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}
