import type { DataSource } from './data-source.ts';
import type { RangeAsker } from './range-asker.ts';
import type { PanelAction } from './state.ts';
import type { Theme } from './theme.ts';

/** What every view of the page may use. */
export interface Page {
  readonly source: DataSource;
  readonly asker: RangeAsker;
  readonly dispatch: (action: PanelAction) => void;
  readonly theme: () => Theme;
  /** Tells screen readers, once the hand rests. */
  readonly say: (text: string) => void;
  /** Points at an instant of a lane and brings the lane into view. */
  readonly show: (lane: string, time: number) => void;
}
