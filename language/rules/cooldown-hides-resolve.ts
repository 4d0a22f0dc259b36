import { formatDuration } from '../../core/spec/duration.ts';
import type { MonitorFacts } from '../model/facts.ts';
import type { ReadConfig } from '../model/read-config.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';
import { timingOf } from './kit/timing.ts';

/** One alert per episode, and a cooldown in which an episode can come and go. */
export const cooldownHidesResolve: Rule = {
  id: 'cooldown-hides-resolve',
  severity: 'info',
  title: 'Cooldown in which a whole episode goes unseen',
  isPerMonitor: true,
  doc:
    '`repeat: once` gives one alert per episode. After an alert `cooldown` mutes the monitor, and an episode that begins and ' +
    'resolves meanwhile gives none: nobody hears of it. Only from `for` + `keep_firing_for` on is there time for that; a ' +
    'cooldown no longer than both together never mutes anything. With `repeat: every` a cooldown spaces the alerts of an ' +
    'episode, which is what it is best at; to join short episodes into one, lengthen `keep_firing_for`.',
  good: [
    { text: '- { kind: drift, cooldown: 10m }\n' },
    { text: '- { kind: drift, repeat: once }\n' },
    { text: '- { kind: drift, repeat: every, cooldown: 10m, for: 2m, keep_firing_for: 1m }\n' },
  ],
  bad: [
    {
      text: '- { kind: drift, repeat: once, cooldown: 10m, keep_firing_for: 1m }\n',
      marks: '10m',
      message:
        'With `repeat: once`, an episode that begins and resolves within this cooldown gives no alert at all; a longer `keep_firing_for` joins episodes without losing any',
    },
    {
      text: 'defaults: { repeat: once, cooldown: 1m }\nmonitors: [{ kind: drift, for: 2m }]\n',
      marks: '1m',
      message:
        'This cooldown never mutes anything: with `repeat: once`, two alerts are at least `for` + `keep_firing_for` = 2m apart; leave it out',
    },
  ],
  check: ({ config }) => {
    const found = config.facts.monitors.flatMap((monitor) => judge(monitor, config));
    return found.filter(({ span }, at) => found.findIndex((other) => other.span.start === span.start) === at);
  },
};

function judge(monitor: MonitorFacts, config: ReadConfig): RuleFinding[] {
  const { for: hold, keepFiringFor: keep, cooldown, repeat, isSound } = timingOf(monitor, config);
  if (!isSound || !cooldown || cooldown.value === 0 || repeat?.value !== 'once') return [];
  const apart = (hold?.value ?? 0) + (keep?.value ?? 0);
  const message =
    cooldown.value > apart
      ? 'With `repeat: once`, an episode that begins and resolves within this cooldown gives no alert at all; a longer `keep_firing_for` joins episodes without losing any'
      : `This cooldown never mutes anything: with \`repeat: once\`, two alerts are at least \`for\` + \`keep_firing_for\` = ${formatDuration(apart)} apart; leave it out`;
  return [{ span: cooldown.node, message, related: [{ span: repeat.node, message: '`repeat`' }] }];
}
