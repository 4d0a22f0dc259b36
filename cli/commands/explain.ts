import { closest, distance } from 'fastest-levenshtein';
import pc from 'picocolors';
import {
  plainText,
  type ReferenceEntry,
  referenceEntries,
  referenceTitles,
} from '../../language/reference.ts';
import { parse } from '../args.ts';
import { type Command, exitCode, UsageError } from '../io.ts';
import { table } from '../report/table.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'Explains a rule or problem, monitor kind, strategy, measure, config key, event type or reason',
  help: `Usage: driftscope explain [RULE|PROBLEM|KIND|STRATEGY|MEASURE|KEY|EVENT|REASON]…

Says what it is, its formula and parameters, with an example. Without a name, lists what can be explained.
`,
  async run(args, io) {
    const { positionals } = parse(args, {});
    const entries = referenceEntries();
    const pages = positionals.flatMap((name) => found(entries, name));
    if (pages.length === 0) io.out(overview(entries, io.color));
    else io.out(pages.map(({ markdown }) => forTerminal(markdown, io.color)).join('\n'));
    return exitCode.clean;
  },
};

/** `drift` may be a kind and more: whatever has the name is explained. */
function found(entries: readonly ReferenceEntry[], name: string): readonly ReferenceEntry[] {
  const asked = name.toLowerCase();
  const matches = entries.filter(({ id }) => id === asked || id === asked.replaceAll('-', '_'));
  if (matches.length > 0) return matches;
  const nearest = closest(
    asked,
    entries.map(({ id }) => id),
  );
  const hint = distance(asked, nearest) <= furthestMeant(asked) ? ` Did you mean ${nearest}?` : '';
  throw new UsageError(`nothing here is called "${name}".${hint} \`driftscope explain\` lists all.`);
}

/** Slips of the finger in a name: a third of its letters, and three at most. */
const furthestMeant = (name: string) => Math.min(3, Math.ceil(name.length / 3));

function overview(entries: readonly ReferenceEntry[], color: boolean): string {
  const { bold } = pc.createColors(color);
  return Object.entries(referenceTitles)
    .map(([sort, title]) => {
      const rows = entries.filter((entry) => entry.sort === sort).map(({ id, summary }) => [id, summary]);
      return `${bold(title)}\n${table(rows)}\n`;
    })
    .join('\n');
}

/** On a terminal, emphasis is shown; elsewhere backticks say where code begins and ends. */
function forTerminal(markdown: string, color: boolean): string {
  const { bold, cyan } = pc.createColors(color);
  return plainText(markdown, { bold, code: color ? cyan : (text) => `\`${text}\`` });
}
