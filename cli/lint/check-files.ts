import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../../language/service.ts';
import { documentOf, fileLanguageService, findConfigs, openConfig, shownPath } from '../config-files.ts';
import { fileSample } from '../file-sample.ts';
import { UsageError } from '../io.ts';
import type { CheckedFile } from './checked-file.ts';

/** What to check, and how. */
export interface CheckOrder {
  /** Files, folders and patterns; none means all below `cwd`. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** The settings file to take instead of the nearest ones. */
  readonly settings: string | undefined;
  /** Whether to make the fixes that are certain. */
  readonly fix: boolean;
}

export interface Checked {
  readonly files: readonly CheckedFile[];
  /** What is to be said of files that could not be read. */
  readonly unreadable: readonly string[];
  /** What else is to be said. */
  readonly notes: readonly string[];
}

/** One fix may make room for another; more rounds than this would be a circle. */
const maxRounds = 10;

/** Checks every file that can be read; one that cannot be does not hide what is wrong with the others. */
export async function checkFiles({ paths, cwd, settings, fix }: CheckOrder): Promise<Checked> {
  const service = serviceFor(settings, cwd);
  const found = await findConfigs(paths, cwd);
  if (found.length === 0) throw new UsageError(`there is no config in ${paths.join(', ') || 'this folder'}`);
  const named = new Set(paths.map((path) => resolve(cwd, path)));
  const checked = { files: [] as CheckedFile[], unreadable: [] as string[], notes: [] as string[] };
  for (const path of found) {
    const shown = shownPath(path, cwd);
    try {
      const file = await checkFile(path, shown, fix, service);
      if (file) checked.files.push(file);
      else if (named.has(path)) checked.notes.push(`${shown} is not checked: the settings say to ignore it`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      checked.unreadable.push(error.message);
    }
  }
  return { ...checked, notes: [...checked.notes, ...fixedNote(checked.files)] };
}

function fixedNote(files: readonly CheckedFile[]): string[] {
  const counts = files.flatMap(({ fixed: count = 0 }) => (count > 0 ? [count] : []));
  if (counts.length === 0) return [];
  const problems = counts.reduce((sum, count) => sum + count, 0);
  return [`fixed ${plural(problems, 'problem')} in ${plural(counts.length, 'file')}`];
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

const serviceFor = (settings: string | undefined, cwd: string) =>
  fileLanguageService(settings === undefined ? undefined : resolve(cwd, settings), { sample: fileSample });

/** Undefined for a file that is to be ignored. */
async function checkFile(
  path: string,
  shown: string,
  fix: boolean,
  service: LanguageService,
): Promise<CheckedFile | undefined> {
  const given = await openConfig(path, shown);
  if (await service.isIgnored(given.uri)) return undefined;
  const { document, fixes } = fix ? await fixed(given, service) : { document: given, fixes: 0 };
  if (document !== given) await overwrite(path, shown, given.getText(), document.getText());
  const problems = await service.problems(document);
  service.forget(given.uri);
  return { path: shown, text: document.getText(), problems, fixed: fixes };
}

/** Checks a text that is in no file yet, as if it were in the one that is named. */
export async function checkText(
  text: string,
  { name, cwd, settings }: { name: string; cwd: string; settings: string | undefined },
): Promise<Checked> {
  const service = serviceFor(settings, cwd);
  const document = documentOf(resolve(cwd, name), text);
  return {
    files: [{ path: name, text, problems: await service.problems(document) }],
    unreadable: [],
    notes: [],
  };
}

/** The document after all certain fixes, and those that they make possible, with their number; the given one where there are none. */
async function fixed(given: TextDocument, service: LanguageService) {
  let document = given;
  let fixes = 0;
  for (let round = 1; round <= maxRounds; round += 1) {
    const { edits, count } = await service.fixAll(document);
    const text = TextDocument.applyEdits(document, [...edits]);
    if (count === 0 || text === document.getText()) break;
    fixes += count;
    document = TextDocument.create(given.uri, given.languageId, given.version + round, text);
  }
  return { document, fixes };
}

/** Writes a fixed file, unless it has changed meanwhile or holds bytes that would be lost. */
async function overwrite(path: string, shown: string, before: string, after: string): Promise<void> {
  const bytes = await readFile(path);
  if (!bytes.equals(Buffer.from(before)))
    throw new UsageError(`${shown}: is not in UTF-8, or changes just now; it is not fixed`);
  await writeFile(path, after).catch((error: Error) => {
    throw new UsageError(`${shown}: cannot be written (${error.message})`);
  });
}
