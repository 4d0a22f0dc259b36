import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Template, templates } from './templates.ts';

/**
 * Writes a new strategy, kind or rule into the project below `root`: its file, its line in the registry, its test.
 * @returns what was done, one line each
 * @throws Error in words when the request makes no sense; nothing has been written then
 */
export function scaffold(what: string, name: string, root: string): string[] {
  const template = templates[what];
  if (!template) throw new Error(`usage: npm run new ${Object.keys(templates).join('|')} NAME`);
  if (!/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/.test(name)) {
    throw new Error(`"${name}" is no name: use lower-case words joined by - or _, such as page_hinkley`);
  }
  const file = name.replaceAll('_', '-');
  const constant = file.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const source = join(template.folder, `${file}.ts`);
  if (existsSync(join(root, source))) throw new Error(`${source} exists`);
  const registry = join(template.folder, 'index.ts');
  const test = join(template.testFolder, `${file}.test.ts`);
  const registered = register(readFileSync(join(root, registry), 'utf8'), template, constant, file);
  write(join(root, source), template.file(template.id(name), constant));
  write(join(root, registry), registered);
  write(join(root, test), template.test(template.id(name), constant, file));
  return [
    `wrote ${source}`,
    `registered it in ${registry}`,
    `wrote ${test}`,
    'now: npm run generate && npm test',
  ];
}

/** Adds the import in its place in the alphabet, and the entry at the end of the list. */
function register(index: string, template: Template, constant: string, file: string): string {
  const lines = index.split('\n');
  const end = lines.findIndex((line) => line.endsWith(template.registryEnd));
  if (end < 0) throw new Error(`cannot find the list in ${template.folder}/index.ts`);
  const last = lines[end] ?? '';
  const isOneLine = last.includes('[');
  if (isOneLine) lines[end] = last.replace(template.registryEnd, `, ${constant}${template.registryEnd}`);
  else lines.splice(end, 0, `  ${constant},`);
  const line = `import { ${constant} } from './${file}.ts';`;
  const after = lines.findIndex((other) => other.startsWith('import') && fromOf(other) > fromOf(line));
  const firstOther = lines.findIndex((other) => !other.startsWith('import'));
  lines.splice(after < 0 ? firstOther : after, 0, line);
  return lines.join('\n');
}

const fromOf = (line: string) => /from '([^']+)'/.exec(line)?.[1] ?? '';

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
