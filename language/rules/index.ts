import { duplicateId } from './duplicate-id.ts';
import { ewmaNeverFires } from './ewma-never-fires.ts';
import { fileNotFound } from './file-not-found.ts';
import { includeCycle } from './include-cycle.ts';
import { invertedPValue } from './inverted-p-value.ts';
import type { Rule } from './kit/rule.ts';
import { retrainingNeverDue } from './retraining-never-due.ts';
import { strategyCycle } from './strategy-cycle.ts';
import { thresholdAlwaysFires } from './threshold-always-fires.ts';
import { thresholdNeverFires } from './threshold-never-fires.ts';
import { unknownMonitor } from './unknown-monitor.ts';
import { unknownStrategy } from './unknown-strategy.ts';
import { unusedParameter } from './unused-parameter.ts';
import { unusedStrategy } from './unused-strategy.ts';
import { warningAfterDrift } from './warning-after-drift.ts';
import { windowTooSmall } from './window-too-small.ts';
import { wrongInput } from './wrong-input.ts';
import { zeroStd } from './zero-std.ts';

/** Every lint rule, in the order in which docs list them. To add one: a file here and a line below. */
export const rules: readonly Rule[] = [
  unknownStrategy,
  unknownMonitor,
  duplicateId,
  unusedStrategy,
  strategyCycle,
  includeCycle,
  fileNotFound,
  ewmaNeverFires,
  thresholdNeverFires,
  thresholdAlwaysFires,
  invertedPValue,
  wrongInput,
  zeroStd,
  windowTooSmall,
  warningAfterDrift,
  unusedParameter,
  retrainingNeverDue,
];
