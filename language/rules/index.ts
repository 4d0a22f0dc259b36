import { alwaysFiresOnSample } from './always-fires-on-sample.ts';
import { badSuppression } from './bad-suppression.ts';
import { brokenInclude } from './broken-include.ts';
import { columnNotInSample } from './column-not-in-sample.ts';
import { cooldownHidesResolve } from './cooldown-hides-resolve.ts';
import { duplicateId } from './duplicate-id.ts';
import { ewmaNeverFires } from './ewma-never-fires.ts';
import { fieldNotInSample } from './field-not-in-sample.ts';
import { fileNotFound } from './file-not-found.ts';
import { forShorterThanSampling } from './for-shorter-than-sampling.ts';
import { includeCycle } from './include-cycle.ts';
import { invertedDirection } from './inverted-direction.ts';
import { invertedPValue } from './inverted-p-value.ts';
import type { Rule } from './kit/rule.ts';
import { monitorWithoutData } from './monitor-without-data.ts';
import { noisyAlarm } from './noisy-alarm.ts';
import { pollingTooSlow } from './polling-too-slow.ts';
import { retrainingNeverDue } from './retraining-never-due.ts';
import { strategyCycle } from './strategy-cycle.ts';
import { suppressionWithoutReason } from './suppression-without-reason.ts';
import { thresholdAlwaysFires } from './threshold-always-fires.ts';
import { thresholdNeverFires } from './threshold-never-fires.ts';
import { unknownMonitor } from './unknown-monitor.ts';
import { unknownPreset } from './unknown-preset.ts';
import { unknownRule } from './unknown-rule.ts';
import { unknownStrategy } from './unknown-strategy.ts';
import { unusableEvents } from './unusable-events.ts';
import { unusableReference } from './unusable-reference.ts';
import { unusedParameter } from './unused-parameter.ts';
import { unusedStrategy } from './unused-strategy.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { warmUpLongerThanSample } from './warm-up-longer-than-sample.ts';
import { warningAfterDrift } from './warning-after-drift.ts';
import { windowLongerThanSample } from './window-longer-than-sample.ts';
import { windowTooSmall } from './window-too-small.ts';
import { wrongInput } from './wrong-input.ts';
import { yamlPortability } from './yaml-portability.ts';
import { zeroStd } from './zero-std.ts';

/** Every lint rule, in the order in which docs list them. To add one: a file here and a line below. */
export const rules: readonly Rule[] = [
  unknownStrategy,
  unknownMonitor,
  unknownPreset,
  duplicateId,
  unusedStrategy,
  strategyCycle,
  brokenInclude,
  includeCycle,
  fileNotFound,
  ewmaNeverFires,
  thresholdNeverFires,
  thresholdAlwaysFires,
  invertedPValue,
  invertedDirection,
  wrongInput,
  zeroStd,
  windowTooSmall,
  warningAfterDrift,
  unusedParameter,
  retrainingNeverDue,
  forShorterThanSampling,
  cooldownHidesResolve,
  pollingTooSlow,
  yamlPortability,
  unusableReference,
  monitorWithoutData,
  windowLongerThanSample,
  warmUpLongerThanSample,
  fieldNotInSample,
  columnNotInSample,
  unusableEvents,
  alwaysFiresOnSample,
  noisyAlarm,
  unknownRule,
  badSuppression,
  suppressionWithoutReason,
  unusedSuppression,
];
