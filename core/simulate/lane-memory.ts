import type { Lane, LaneOptions } from './lane.ts';
import type { MetricTrack } from './metric-track.ts';
import type { MonitorPlan } from './plan.ts';

/**
 * The lanes of a config's last run, for its next one over the same events: a changed parameter judges only the lanes
 * anew that it belongs to. A lane is used again while its plan and its very samples are the same.
 */
export class LaneMemory {
  #last = new Map<string, Lane[]>();
  #present = new Map<string, Lane[]>();

  /** Says that a run begins. */
  begin(): void {
    this.#last = this.#present;
    this.#present = new Map();
  }

  /** Says that it has ended: lanes of the run before that it did not use are forgotten. */
  end(): void {
    this.#last = new Map();
  }

  /** The lane of the last run, or a new one. */
  laneOf(plan: MonitorPlan, track: MetricTrack, options: LaneOptions, make: () => Lane): Lane {
    const key = JSON.stringify([plan, options]);
    const lane = this.#last.get(key)?.find((candidate) => candidate.track === track) ?? make();
    const lanes = this.#present.get(key);
    if (lanes) lanes.push(lane);
    else this.#present.set(key, [lane]);
    return lane;
  }
}
