import { EpisodeLog } from './episode-log.ts';
import type { MonitorPlan } from './plan.ts';
import { type Episode, type SampleState, sampleState } from './run-result.ts';

type Timing = Pick<MonitorPlan, 'forMs' | 'keepFiringForMs' | 'cooldownMs' | 'repeat'>;

/**
 * From breaches to alerts, on one monitor and model: inactive -> pending (`for`) -> firing -> resolved
 * (`keep_firing_for`), as in Prometheus, with `cooldown` muting and `repeat`.
 *
 * Time never steps back: whoever calls gives the latest time so far. With all durations 0 and `repeat: every`, each breach gives one alert, as in the seeds.
 */
export class AlertLifecycle {
  readonly episodes = new EpisodeLog();
  readonly #timing: Timing;
  #phase: 'inactive' | 'pending' | 'firing' = 'inactive';
  #breachStart = 0;
  #lastBreach = 0;
  #lastAlert = Number.NEGATIVE_INFINITY;
  #open: OpenEpisode | undefined;
  #breaches = 0;
  #peak = { row: 0, value: Number.NaN, excess: 0, side: 0 };

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  get phase(): 'inactive' | 'pending' | 'firing' {
    return this.#phase;
  }

  /** Whether a breach is under way, or an episode. */
  get isActive(): boolean {
    return this.#phase !== 'inactive';
  }

  /**
   * Takes a breach. Says why an alert is given now (`fired`, `repeated`), or why none is.
   * @param excess how far the value lies beyond the limit; chooses the peak of an episode
   * @param side on which side: 1 above, -1 below, 0 where the strategy has no such sides
   */
  breach(
    row: number,
    time: number,
    value: number,
    excess: number,
    side: -1 | 0 | 1,
  ): 'fired' | 'repeated' | 'pending' | 'repeat_once' | 'cooldown' {
    this.#noteBreach(time);
    if (this.#breaches === 1 || this.#isBeyondPeak(value, excess, side)) {
      this.#peak.row = row;
      this.#peak.value = value;
      this.#peak.excess = excess;
      this.#peak.side = side;
    }
    if (this.#phase === 'pending' && time - this.#breachStart >= this.#timing.forMs) this.#fire(row, time);
    const episode = this.#open;
    if (!episode) return 'pending';
    episode.count = this.#breaches;
    const reason = episode.alerts === 0 ? 'fired' : 'repeated';
    if (reason === 'repeated' && this.#timing.repeat === 'once') return 'repeat_once';
    if (time - this.#lastAlert < this.#timing.cooldownMs) return 'cooldown';
    this.#lastAlert = time;
    episode.alerts += 1;
    return reason;
  }

  /** Where it stands: since when the breach lasts, since when it fires, and when the last alert was. */
  get standing(): Standing {
    const isActive = this.isActive;
    return {
      phase: this.#phase,
      ...(isActive ? { breachStart: this.#breachStart } : {}),
      ...(this.#open ? { firingSince: this.#open.start } : {}),
      ...(Number.isFinite(this.#lastAlert) ? { lastAlert: this.#lastAlert } : {}),
    };
  }

  /** Takes a sample that is no breach; says what that changes. */
  calm(time: number): 'below_threshold' | 'breach_ended' | 'kept_firing' | 'resolved' {
    if (this.#phase === 'inactive') return 'below_threshold';
    if (this.#phase === 'firing' && time - this.#lastBreach < this.#timing.keepFiringForMs)
      return 'kept_firing';
    const ends = this.#phase === 'firing' ? 'resolved' : 'breach_ended';
    // It had ended before the sample that shows it, as it would have on a tick.
    const { keepFiringForMs } = this.#timing;
    this.#close(this.#phase === 'firing' && keepFiringForMs > 0 ? this.#lastBreach + keepFiringForMs : time);
    return ends;
  }

  /** What a sample is drawn as, after it has been taken; `alerted` says whether it gave an alert. */
  stateAfter(isBreach: boolean, alerted: boolean): SampleState {
    if (this.#phase === 'inactive') return sampleState.ok;
    if (this.#phase === 'pending') return sampleState.pending;
    const isMuted = isBreach && !alerted && this.#timing.cooldownMs > 0;
    return isMuted ? sampleState.cooldown : sampleState.firing;
  }

  /** Ends the run: an episode still under way stays open. */
  finish(): void {
    if (this.#open) this.episodes.append(this.#episode(this.#open, undefined));
    this.#open = undefined;
  }

  #noteBreach(time: number): void {
    if (this.#phase === 'inactive') {
      this.#phase = 'pending';
      this.#breachStart = time;
      this.#breaches = 0;
    }
    this.#lastBreach = time;
    this.#breaches += 1;
  }

  /** On one side the values themselves are compared: beside a limit, the difference of tiny ones would be rounded away. */
  #isBeyondPeak(value: number, excess: number, side: number): boolean {
    const peak = this.#peak;
    return side !== 0 && side === peak.side ? (value - peak.value) * side > 0 : excess > peak.excess;
  }

  #fire(row: number, time: number): void {
    this.#phase = 'firing';
    this.#open = { start: time, startEvent: row, alerts: 0, count: this.#breaches };
  }

  #close(time: number): void {
    if (this.#open) this.episodes.append(this.#episode(this.#open, time));
    this.#open = undefined;
    this.#phase = 'inactive';
  }

  #episode(open: OpenEpisode, end: number | undefined): Episode {
    return {
      breachStart: this.#breachStart,
      ...open,
      ...(end === undefined ? {} : { end }),
      peak: this.#peak.value,
      peakEvent: this.#peak.row,
    };
  }
}

/** Where an alert stands; times are in milliseconds since the epoch. */
export interface Standing {
  readonly phase: 'inactive' | 'pending' | 'firing';
  readonly breachStart?: number;
  readonly firingSince?: number;
  readonly lastAlert?: number;
}

interface OpenEpisode {
  readonly start: number;
  readonly startEvent: number;
  alerts: number;
  count: number;
}
