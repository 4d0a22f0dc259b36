import type { Rule } from './kit/rule.ts';

/** A rule is silenced, and nobody says why. */
export const suppressionWithoutReason: Rule = {
  id: 'suppression-without-reason',
  severity: 'info',
  isMeta: true,
  title: 'Suppression without a reason',
  doc:
    'Whoever reads the config next must decide whether the silence is still right. Say why, after `--`: ' +
    '`# driftscope-disable-next-line zero-std -- the sensor has no noise`.',
  good: [{ text: '- kind: drift # driftscope-disable-line zero-std -- the sensor has no noise\n' }],
  bad: [
    {
      text: '# driftscope-disable-next-line zero-std\n- kind: drift\n',
      marks: 'driftscope-disable-next-line zero-std',
      message: 'Say why, after `--`',
    },
    {
      text: '- kind: drift # driftscope-disable-line zero-std --\n',
      marks: 'driftscope-disable-line zero-std --',
    },
  ],
  check: ({ suppressions }) =>
    suppressions
      .filter(
        ({ directive, rules, reason, loose }) =>
          directive?.startsWith('disable') && rules.length > 0 && !reason && !loose,
      )
      .map(({ word, span }) => ({
        span: { start: word.start, end: span.end },
        message: 'Say why, after `--`',
      })),
};
