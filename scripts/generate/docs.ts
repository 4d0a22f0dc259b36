import { type ReferenceEntry, referenceEntries } from '../../language/reference.ts';

const folders = { kind: 'docs/kinds', strategy: 'docs/strategies', rule: 'docs/rules' } as const;
const titles = { kind: 'Monitor kinds', strategy: 'Strategies', rule: 'Rules' } as const;

/** A page for every monitor kind, strategy and rule, and a list of each. */
export function generatedDocs(): [path: string, text: string][] {
  const entries = referenceEntries();
  const pages = entries.map((entry): [string, string] => [
    `${folders[entry.sort]}/${entry.id}.md`,
    page(entry),
  ]);
  const lists = (Object.keys(folders) as (keyof typeof folders)[]).map((sort): [string, string] => [
    `${folders[sort]}/README.md`,
    list(
      sort,
      entries.filter((entry) => entry.sort === sort),
    ),
  ]);
  return [...pages, ...lists];
}

const note = '<!-- Generated from the definitions in the sources. Do not edit. -->\n\n';

const page = ({ id, markdown }: ReferenceEntry) => `${note}# ${id}\n\n${markdown}`;

function list(sort: keyof typeof folders, entries: readonly ReferenceEntry[]): string {
  const rows = entries.map(({ id, summary }) => `| [\`${id}\`](${id}.md) | ${summary} |`);
  return `${note}# ${titles[sort]}\n\n| | |\n|---|---|\n${rows.join('\n')}\n`;
}
