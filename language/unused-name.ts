/** A name like the one given that is not taken: `slow`, else `slow-2`, `slow-3` … */
export function unusedName(stem: string, taken: { has(name: string): boolean }): string {
  let name = stem;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}`;
  return name;
}
