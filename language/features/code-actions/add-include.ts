import type { Fix, FixEdit } from '../../finding.ts';
import { documentFormatOf, syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import type { LanguageHost } from '../../model/resolve.ts';
import { relativePath } from '../../relative-path.ts';
import { asFirstPair } from '../../syntax/add-to-map.ts';
import { endOfPair } from '../../syntax/edit-map.ts';
import { lineBreakIn, lineEnd, lineStart } from '../../syntax/lines.ts';
import { type MapNode, pairOf, type SeqNode } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { Workspace } from '../navigation/workspace.ts';

/** A strategy file beside a config, seen from it, and the names it defines. */
export interface StrategyFile {
  readonly path: string;
  readonly names: ReadonlySet<string>;
}

/** The strategy files of the workspace that a config does not include. */
export async function strategyFilesBeside(
  config: ReadConfig,
  included: ReadonlySet<string>,
  host: LanguageHost,
): Promise<StrategyFile[]> {
  const workspace = new Workspace(host, [config]);
  const listed = (await host.listFiles?.().catch(() => undefined)) ?? [];
  const uris = listed.filter((uri) => documentFormatOf(uri, '') === 'strategy' && !included.has(uri));
  const files: StrategyFile[] = [];
  for (const uri of uris) {
    const read = await workspace.read(uri);
    const names = new Set(read?.facts.strategies.map(({ name }) => name));
    files.push({ path: relativePath(config.uri, uri), names });
  }
  return files;
}

/** Includes each of the files that define a strategy. None can be included by a config that is a bare list. */
export function includesOf(name: string, config: ReadConfig, files: readonly StrategyFile[]): Fix[] {
  const root = config.documents[0]?.root;
  if (root?.kind !== 'map') return [];
  return files
    .filter(({ names }) => names.has(name))
    .flatMap(({ path }) => {
      const edit = insertionOf(path, root, config);
      return edit ? [{ title: `Include ${code(path)}`, edits: [edit], isCertain: false }] : [];
    });
}

function insertionOf(path: string, root: MapNode, config: ReadConfig): FixEdit | undefined {
  const isPlain = syntaxOf(config.uri) === 'yaml' && /^[\w.][\w./-]*$/.test(path);
  const written = isPlain ? path : JSON.stringify(path);
  const known = pairOf(root, 'include');
  if (!known) return newEntry(written, root, config);
  return known.value.kind === 'seq' ? newItem(written, known.value, config.text) : undefined;
}

function newItem(path: string, { items, flow, start }: SeqNode, text: string): FixEdit | undefined {
  const last = items.at(-1);
  if (!last) return insert(start + 1, path);
  const end = last.alias?.end ?? last.value.end;
  if (flow) return insert(end, `, ${path}`);
  const { owner } = last.value;
  const column = owner && owner.start - lineStart(text, owner.start);
  return column === undefined
    ? undefined
    : insert(lineEnd(text, end), `${lineBreakIn(text)}${' '.repeat(column)}- ${path}`);
}

/** What stands before it by custom. */
const heads = ['$schema', 'version', 'model'];

function newEntry(path: string, root: MapNode, { text, uri }: ReadConfig): FixEdit | undefined {
  const entry = syntaxOf(uri) === 'json' ? `"include": [${path}]` : `include: [${path}]`;
  const head = root.pairs.findLast(({ name }) => heads.includes(name));
  if (!root.flow && head) return insert(lineEnd(text, endOfPair(head)), lineBreakIn(text) + entry);
  return asFirstPair(text, root, entry);
}

const insert = (at: number, newText: string): FixEdit => ({ start: at, end: at, newText });
