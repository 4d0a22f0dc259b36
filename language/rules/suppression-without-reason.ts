import type { Suppression } from '../suppressions/suppression.ts';
import { idleNames } from './kit/idle-names.ts';
import type { Rule, RuleContext } from './kit/rule.ts';

/** A rule is silenced, and nobody says why. */
export const suppressionWithoutReason: Rule = {
  id: 'suppression-without-reason',
  severity: 'info',
  isMeta: true,
  title: 'Suppression without a reason',
  doc:
    'Whoever reads the config next must decide whether the silence is still right. Say why, after `--`: ' +
    '`# driftscope-disable-next-line zero-std -- the sensor has no noise`.',
  good: [
    { text: '- kind: drift # driftscope-disable-line zero-std -- the sensor has no noise\n' },
    { text: '- kind: drift # driftscope-disable-line zero-std\n' },
  ],
  bad: [
    {
      text: '# driftscope-disable-next-line threshold-always-fires\n- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n',
      marks: 'driftscope-disable-next-line threshold-always-fires',
      message: 'Say why, after `--`',
    },
    {
      text: '- kind: drift # driftscope-disable-line file-not-found --\n',
      marks: 'driftscope-disable-line file-not-found --',
    },
  ],
  check: (context) =>
    context.suppressions
      .filter((suppression) => lacksReason(suppression) && !isIdle(suppression, context))
      .map(({ word, span }) => ({
        span: { start: word.start, end: span.end },
        message: 'Say why, after `--`',
      })),
};

const lacksReason = ({ directive, rules, reason, loose }: Suppression) =>
  directive?.startsWith('disable') && rules.length > 0 && !reason && !loose;

/** One that is not needed needs no reason: that is told as `unused-suppression`. */
const isIdle = (suppression: Suppression, context: RuleContext) =>
  idleNames(suppression, context).length === suppression.rules.length;
