/**
 * Why a sample gave an alert or gave none, and why an event was no sample: the one list of codes that results, `--why`,
 * docs and the panel use. Codes are stable.
 */
export const reasons = {
  fired: 'The breach fired an alert.',
  repeated: 'The breach goes on, and `repeat: every` gives an alert for each breaching sample.',
  warming_up: 'The strategy has not seen enough values yet.',
  below_threshold: 'The value is within the limits.',
  warning: 'The strategy warns, which is no alarm yet.',
  pending: 'The value is beyond the limit, but not yet for as long as `for` asks.',
  breach_ended: 'The breach ended before it had lasted as long as `for` asks.',
  cooldown: 'The value is beyond the limit, but the last alert is not yet `cooldown` ago.',
  repeat_once: 'The value is beyond the limit, and with `repeat: once` this episode has had its alert.',
  kept_firing: 'The value is within the limits; `keep_firing_for` keeps the episode open.',
  resolved: 'The value is within the limits again, which ends the episode.',
  observing: 'The monitor has no strategy: it only observes.',
  no_data: 'No event said anything about the metric.',
  filling:
    'The monitor gives no value yet: what it compares with, or its window, is not full, or the next value is not due.',
  failed: 'The monitor failed, and gave no value since.',
  bad_row: 'The row could not be read as an event.',
  wrong_type: 'The monitor does not read events of this type.',
  other_model: "The event is not of this config's model.",
  no_value: 'The event says nothing about the metric, or nothing finite.',
  not_taken: 'The production loop of `runtime` never took the event.',
} as const;

export type Reason = keyof typeof reasons;

/** Codes in the order of their numbers, for columns. */
export const reasonCodes = Object.keys(reasons) as readonly Reason[];
