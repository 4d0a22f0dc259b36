import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { definitionText } from './definitions.ts';
import { code, codeList, fenced } from './markdown.ts';

/** The monitor of the config under test that goes by a name: what it is, and its text. */
export function describeTested(id: string, { uri, text, facts }: ReadConfig): string[] {
  const file = code(decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)));
  const monitor = facts.monitors.find((one) => one.id === id);
  if (!monitor) {
    const ids = facts.monitors.map((one) => one.id);
    const known = ids.length > 0 ? `; there are ${codeList(ids)}` : '';
    return [`**${id}**`, `No monitor of ${file} goes by this id${known}.`];
  }
  const { node, kind } = monitor;
  return [
    `**${id}** · monitor of ${file}`,
    kind ? `${kind.title}. ${kind.summary} ${alarmText(monitor)}` : '',
    fenced('yaml', definitionText(node, text).trimEnd()),
  ];
}

function alarmText({ kind, measures, strategies }: MonitorFacts): string {
  if (strategies.length > 0) {
    const names = strategies.map((use) =>
      use.form === 'name' ? use.reference.text : use.strategy.config.type,
    );
    return `It alarms by ${codeList(names)}.`;
  }
  const own = measures && kind?.defaultStrategy?.(measures.params);
  return own
    ? `It alarms by ${code(own.type)}, as it names no strategy.`
    : 'It only observes: it has no strategy.';
}
