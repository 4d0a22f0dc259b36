import { closest } from 'fastest-levenshtein';
import pc from 'picocolors';
import { type ReferenceEntry, referenceEntries, referenceTitles } from '../../language/reference.ts';
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
  const matches = entries.filter(({ id }) => id === name || id === name.replaceAll('-', '_'));
  if (matches.length > 0) return matches;
  const nearest = closest(
    name,
    entries.map(({ id }) => id),
  );
  throw new UsageError(
    `nothing here is called "${name}". Did you mean ${nearest}? \`driftscope explain\` lists all.`,
  );
}

function overview(entries: readonly ReferenceEntry[], color: boolean): string {
  const { bold } = pc.createColors(color);
  return Object.entries(referenceTitles)
    .map(([sort, title]) => {
      const rows = entries.filter((entry) => entry.sort === sort).map(({ id, summary }) => [id, summary]);
      return `${bold(title)}\n${table(rows)}\n`;
    })
    .join('\n');
}

/** Markdown is readable as it is; on a terminal its emphasis is shown, and fences are left out. */
function forTerminal(markdown: string, color: boolean): string {
  const { bold, cyan } = pc.createColors(color);
  let isFenced = false;
  const lines = markdown.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isFenced = !isFenced;
      return [];
    }
    if (isFenced) return [`    ${line}`];
    const text = line.replaceAll(/\*\*([^*]+)\*\*/g, (_, word: string) => bold(word));
    return [color ? text.replaceAll(/`([^`]+)`/g, (_, word: string) => cyan(word)) : text];
  });
  return lines.join('\n');
}
