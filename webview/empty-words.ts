import { plural } from './format.ts';
import { laneKey, type PanelState, type TableTab } from './state.ts';
import { closestCall } from './words.ts';

/** What to say where a table would have no rows; for alerts also how close it came, where that is certain. */
export function emptyWords(state: PanelState, tab: TableTab): string {
  const { monitor, summary } = state;
  const who = monitor === undefined ? '' : ` from ${monitor}`;
  if (tab === 'retraining') return 'No retraining was requested.';
  const judging = (summary?.lanes ?? []).filter((lane) => lane.strategies.length > 0 && lane.samples > 0);
  if (judging.length === 0) return 'No alerts: no monitor with a strategy has seen a sample.';
  if (tab === 'episodes') return `No episodes${who}.`;
  return `No alerts${who}.${closest(state)}`;
}

function closest(state: PanelState): string {
  const lanes = (state.summary?.lanes ?? []).filter(
    (lane) => lane.strategies.length > 0 && lane.samples > 0 && (state.monitor ?? lane.id) === lane.id,
  );
  const calls = lanes.flatMap((lane) => {
    const whole = state.wholes.get(laneKey(lane));
    return (whole && closestCall(lane, whole)) ?? [];
  });
  const nearest = calls.sort((a, b) => a.gap - b.gap)[0];
  if (!nearest) return '';
  // Moving limits cannot be judged from thinned points; then the claim is only about the others.
  const moving = lanes.length - calls.length;
  const among =
    moving === 0 ? '' : ` among fixed limits (${plural(moving, 'lane')} with moving limits left out)`;
  return ` The closest call${among}: ${nearest.text}.`;
}
