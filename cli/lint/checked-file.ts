import type { Problem } from '../../language/service.ts';

/** A file, and what is wrong in it. */
export interface CheckedFile {
  /** As shown to people. */
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** How many problems have been fixed in it. */
  readonly fixed?: number;
}

/** How many problems of a severity there are. */
export function countOf(files: readonly CheckedFile[], severity: Problem['severity']): number {
  return files.flatMap(({ problems }) => problems).filter((problem) => problem.severity === severity).length;
}
