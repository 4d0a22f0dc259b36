import { formatDuration } from '../../../core/spec/duration.ts';
import type { LastRun } from '../../model/resolve.ts';
import type { MonitorKeys } from './definitions.ts';
import { bullets, code } from './markdown.ts';
import { countText } from './sample-words.ts';

/** What a monitor did in the last simulation, a line for each model. One block or none. */
export function runBlocks(monitors: readonly MonitorKeys[], run: LastRun | undefined): string[] {
  const kinds = new Map(monitors.map(({ id, keys }) => [id, keys.get('kind')]));
  const lanes = (run?.monitors ?? []).filter(({ id }) => kinds.has(id));
  if (!run || lanes.length === 0) return [];
  const head = run.isCurrent ? 'Last simulation' : 'Last simulation, before the last edit';
  const lines = lanes.map(
    (lane) => `${lanes.length > 1 ? `${code(lane.model)}: ` : ''}${laneText(lane, kinds.get(lane.id))}`,
  );
  return lines.length > 1 ? [`${head}:\n\n${bullets(lines)}`] : [`${head}: ${lines[0] ?? ''}`];
}

/** Kinds that compare: they give no value before their reference and window are full, however many events there are. */
const comparing = ['prediction_drift', 'feature_drift'];

function laneText({ samples, alerts, first }: LastRun['monitors'][number], kind: string | undefined): string {
  if (samples === 0)
    return comparing.includes(kind ?? '')
      ? 'no value: no matching events, or too few to fill the reference and the window'
      : 'no matching events';
  const what = `${alerts === 0 ? 'no alerts' : countText(alerts, 'alert')} in ${countText(samples, 'value')}`;
  return first === undefined ? what : `${what}, the first at ${timeText(first)}`;
}

/** UTC. Events without times count from the epoch on: then only how far in it was means something. */
const timeText = (ms: number) =>
  ms < Date.UTC(1971)
    ? formatDuration(ms)
    : `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
