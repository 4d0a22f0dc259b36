import { type References, withReferences } from '../../core/simulate/references.ts';
import { isoTime } from '../../core/simulate/result-document.ts';
import { explain } from '../../engine/explain.ts';
import { loadEvents } from '../../engine/run-plan.ts';
import type { EventSource } from '../../events/read-events.ts';
import { digests } from '../../host/digest.ts';
import type { Explanation } from '../../protocol/simulation-messages.ts';
import { UsageError } from '../io.ts';
import type { PlannedConfig } from '../planned-config.ts';
import { printable } from '../report/printable.ts';

/** The answer to `--why MONITOR[:EVENT]`. */
export async function whyOf(
  asked: string,
  config: PlannedConfig,
  { sources, references }: { readonly sources: readonly EventSource[]; readonly references: References },
  model: string | undefined,
): Promise<Explanation> {
  const [, monitor = asked, row] = /^(.*?)(?::(\d+))?$/.exec(asked) ?? [];
  const ids = config.plan.monitors.map(({ id }) => id);
  if (!ids.includes(monitor))
    throw new UsageError(`there is no monitor "${monitor}"; there are ${ids.join(', ')}`);
  const { columns } = await loadEvents(sources, config.map ? { map: config.map } : {}, digests);
  const event = row === undefined ? undefined : Number(row);
  if (event !== undefined && event >= columns.length)
    throw new UsageError(`there is no event ${event}: the last one is ${columns.length - 1}`);
  const why = { monitor, ...(event === undefined ? {} : { event }) };
  const explanation = explain(
    withReferences(config.plan, references),
    columns,
    why,
    model === undefined ? {} : { model },
  );
  if (!explanation) throw new UsageError(`monitor "${monitor}" has nothing on this model`);
  return explanation;
}

/** The explanation for people. */
export function whyPretty(explanation: Explanation): string {
  const { monitor, model, event, time, reason, sentence, before, otherModels = [] } = explanation;
  const place = [
    ...(event === undefined ? [] : [`event ${event}`]),
    ...(time === undefined ? [] : [isoTime(time)]),
  ].join(', ');
  const known = (before?.strategies ?? []).flatMap(({ strategy, knows }) => {
    const numbers = Object.entries(knows).map(([name, value]) => `${name} ${Number(value.toPrecision(5))}`);
    return numbers.length > 0 ? [`  ${strategy} before it: ${numbers.join(', ')}`] : [];
  });
  const lines = [
    `${monitor} on ${printable(model)}${place === '' ? '' : ` at ${place}`}`,
    `  ${sentence}`,
    ...(before ? [`  The alert was ${before.phase} before it.`] : []),
    ...known,
    `  reason: ${reason}`,
    ...(otherModels.length > 0
      ? [`  other models: ${otherModels.map(printable).join(', ')} (--model asks about one)`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
