import type { RangeAnswer } from '../protocol/simulation-messages.ts';
import type { TimeSpan } from './span.ts';

/** Room above the plot for alert and retraining marks, and below it for the strip of states; CSS pixels. */
export const stripHeights = { marks: 16, states: 11 } as const;

/** Width of the value axis and of the margin at the right, the same in all lanes so that times line up; CSS pixels. */
export const plotInsets = { left: 60, right: 14 } as const;

/** What a chart shows. */
export interface Picture {
  readonly answer: RangeAnswer;
  readonly span: TimeSpan;
  /** Times of retraining requests for the lane's model. */
  readonly retraining: readonly number[];
  readonly unit: string;
}
