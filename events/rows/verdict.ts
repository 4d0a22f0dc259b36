import type { ProblemCode } from '../problems.ts';

/** Takes the reason a row is bad and answers false, so that a check reads `return fails(…)`. */
export type Fails = (code: ProblemCode, message: () => string) => false;
