import {
  pageFolders,
  type ReferenceEntry,
  type ReferenceSort,
  referenceEntries,
  referenceTitles,
} from '../../language/reference.ts';

/** A page for everything that can be looked up, and a list of each. */
export function generatedDocs(): [path: string, text: string][] {
  const entries = referenceEntries();
  const pages = entries.map((entry): [string, string] => [
    `docs/${pageFolders[entry.sort]}/${entry.id}.md`,
    page(entry),
  ]);
  const lists = (Object.keys(pageFolders) as ReferenceSort[]).map((sort): [string, string] => [
    `docs/${pageFolders[sort]}/README.md`,
    list(
      sort,
      entries.filter((entry) => entry.sort === sort),
    ),
  ]);
  return [...pages, ...lists];
}

const note = '<!-- Generated from the definitions in the sources. Do not edit. -->\n\n';

const page = ({ id, markdown }: ReferenceEntry) => `${note}# ${id}\n\n${markdown}`;

function list(sort: ReferenceSort, entries: readonly ReferenceEntry[]): string {
  const rows = entries.map(({ id, summary }) => `| [\`${id}\`](${id}.md) | ${summary} |`);
  return `${note}# ${referenceTitles[sort]}\n\n| | |\n|---|---|\n${rows.join('\n')}\n`;
}
