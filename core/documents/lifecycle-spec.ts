import Type from 'typebox';
import { choice, duration } from '../spec/schema.ts';

export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** How a breach becomes an alert: the keys every monitor may carry, and `defaults` for all of them. */
export const lifecycleProperties = {
  severity: Type.Optional(
    choice(severities, {
      description: 'How bad an alert of this monitor is. Default `warning`.',
      meanings: {
        info: 'good to know',
        warning: 'look at it in working hours',
        critical: 'wake somebody up',
      },
    }),
  ),
  for: Type.Optional(
    duration({
      description: 'How long the breach must hold before it fires; until then it is pending. Default `0s`.',
      examples: ['2m'],
    }),
  ),
  keep_firing_for: Type.Optional(
    duration({
      description: 'How long it keeps firing after the last breach. Default `0s`.',
      examples: ['1m'],
    }),
  ),
  cooldown: Type.Optional(
    duration({
      description:
        'After an alert, further alerts of this monitor and model are muted for so long. Default `0s`.',
      examples: ['10m'],
    }),
  ),
  repeat: Type.Optional(
    choice(['every', 'once'], {
      description: 'How many alerts one episode gives. Default `every`.',
      meanings: { every: 'one alert per offending sample', once: 'one alert per episode' },
    }),
  ),
};
