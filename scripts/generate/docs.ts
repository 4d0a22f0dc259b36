import {
  pageFolders,
  type ReferenceEntry,
  type ReferenceSort,
  referenceEntries,
  referenceTitles,
} from '../../language/reference.ts';

/** Of what one sentence says all there is only the list. */
const reasonList = 'docs/reasons.md';

/** A page for everything that takes more than a sentence, and a list of each sort. */
export function generatedDocs(): [path: string, text: string][] {
  const entries = referenceEntries();
  return (Object.keys(referenceTitles) as ReferenceSort[]).flatMap((sort) => {
    const own = entries.filter((entry) => entry.sort === sort);
    if (sort === 'reason')
      return [[reasonList, list(sort, own, ({ id }) => `\`${id}\``)] as [string, string]];
    const pages = own.map((entry): [string, string] => [
      `docs/${pageFolders[sort]}/${entry.id}.md`,
      page(entry),
    ]);
    return [
      ...pages,
      [`docs/${pageFolders[sort]}/README.md`, list(sort, own, ({ id }) => `[\`${id}\`](${id}.md)`)],
    ];
  });
}

const note = '<!-- Generated from the definitions in the sources. Do not edit. -->\n\n';

const page = ({ id, markdown }: ReferenceEntry) => `${note}# ${id}\n\n${markdown}`;

function list(
  sort: ReferenceSort,
  entries: readonly ReferenceEntry[],
  name: (entry: ReferenceEntry) => string,
): string {
  const rows = entries.map((entry) => `| ${name(entry)} | ${entry.summary} |`);
  return `${note}# ${referenceTitles[sort]}\n\n| | |\n|---|---|\n${rows.join('\n')}\n`;
}
