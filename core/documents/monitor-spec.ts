import Type from 'typebox';
import { monitorKinds } from '../metrics/index.ts';
import type { MonitorKind } from '../metrics/monitor-kind.ts';
import { type Branch, tagged, text } from '../spec/schema.ts';
import { strategyName, strategyOrName, strategySpec } from '../strategies/index.ts';
import { lifecycleProperties } from './lifecycle-spec.ts';

/** A name that other parts of a config refer to. */
export const identifierPattern = '^[A-Za-z0-9_][A-Za-z0-9_.-]*$';

/** The `strategy` of a monitor: a name, a strategy, or a list of them. */
export const strategyChoice = Type.Union(
  [strategyName, strategySpec, Type.Array(strategyOrName, { minItems: 1 })],
  {
    description:
      'When a value is alarming: the name of a strategy, one written out, or a list, any of which alarms.',
  },
);

/** Kinds that read several event types may be narrowed to some of them. */
function withFrom(kind: MonitorKind): Branch {
  if (typeof kind.events === 'function' || kind.events.length < 2) return kind;
  const from = Type.Optional(
    Type.Array(Type.Unsafe({ type: 'string', enum: [...kind.events] }), {
      minItems: 1,
      uniqueItems: true,
      description: `Read only these events. Without it: ${kind.events.map((type) => `\`${type}\``).join(', ')}.`,
    }),
  );
  return { ...kind, params: Type.Object({ ...kind.params.properties, from }) };
}

/** A monitor as it stands in a config. */
export const monitorSpec = tagged({
  name: 'monitor',
  tag: 'kind',
  description: 'What is measured, when a value is alarming, and what happens then.',
  branches: (monitorKinds as unknown as readonly MonitorKind[]).map(withFrom),
  common: {
    id: Type.Optional(
      text({
        description:
          'Name of the monitor in results, tests and `retraining`; unique. Default: the kind, numbered from the second of its kind on (`latency`, `latency-2`).',
        pattern: identifierPattern,
        examples: ['checkout-latency'],
      }),
    ),
    strategy: Type.Optional(strategyChoice),
    ...lifecycleProperties,
  },
});
