import type { Lane } from './lane.ts';
import type { RuntimeReport } from './run-result.ts';

/** What the production loop did to the samples of the lanes. */
export function runtimeReport(ticks: number, lanes: readonly Lane[]): RuntimeReport {
  const named = lanes.map(({ plan, track }) => ({ monitor: plan.id, model: track.model, track }));
  const delays = named.flatMap(({ monitor, model, track: { loop } }) => {
    if (!loop || loop.report.delayed === 0) return [];
    const { delayed, max_ms, waits } = loop.report;
    return [{ monitor, model, delayed, max_ms, waits }];
  });
  const losses = named
    .map(({ monitor, model, track: { loop, unsampled } }) => ({
      monitor,
      model,
      dropped: loop?.report.dropped ?? 0,
      unsampled,
    }))
    .filter(({ dropped, unsampled }) => dropped + unsampled > 0);
  return { ticks, delays, losses, dropped: losses.reduce((sum, { dropped }) => sum + dropped, 0) };
}
