import { findKind } from '../metrics/index.ts';
import type { MetricInfo } from '../spec/metric.ts';
import { Lane, type LaneOptions } from './lane.ts';
import type { LaneMemory } from './lane-memory.ts';
import type { Measurement } from './measurement.ts';
import type { MetricTrack } from './metric-track.ts';
import type { MonitorPlan } from './plan.ts';

/** A monitor at work: what it measures, and one lane for each model that it judges. */
export class Monitor {
  readonly plan: MonitorPlan;
  readonly measurement: Measurement;
  readonly #metric: MetricInfo;
  readonly #options: LaneOptions;
  readonly #memory: LaneMemory | undefined;
  readonly #lanes = new Map<MetricTrack, Lane>();

  constructor(plan: MonitorPlan, measurement: Measurement, options: LaneOptions, memory?: LaneMemory) {
    const kind = findKind(plan.kind);
    if (!kind) throw new Error(`unknown monitor kind "${plan.kind}"`);
    this.plan = plan;
    this.measurement = measurement;
    this.#metric = kind.metric(plan.params);
    this.#options = options;
    this.#memory = memory;
  }

  /** Lanes in the order in which their models appeared. */
  lanes(): readonly Lane[] {
    return Array.from(this.measurement.tracks, (track) => this.#laneOf(track));
  }

  /** The lanes that measured something, or an empty one that stands for a monitor that heard of nothing. */
  lanesOrPlaceholder(): readonly Lane[] {
    return this.measurement.tracksOrPlaceholder().map((track) => this.#laneOf(track));
  }

  #laneOf(track: MetricTrack): Lane {
    const known = this.#lanes.get(track);
    if (known) return known;
    const make = () => new Lane(this.plan, this.#metric, track, this.#options);
    const lane = this.#memory ? this.#memory.laneOf(this.plan, track, this.#options, make) : make();
    this.#lanes.set(track, lane);
    return lane;
  }
}
