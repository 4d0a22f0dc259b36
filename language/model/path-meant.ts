import { nearestName } from '../../core/spec/nearest-name.ts';
import { fileNameOf } from './document-format.ts';
import { type FileKind, isOfKind } from './path-kinds.ts';
import type { FolderEntry, LanguageHost } from './resolve.ts';

/** Names that a glob has, which speaks of many files. */
const glob = /[*?[\]{}]/;

/**
 * The file of a kind that a path which leads nowhere most likely means: one beside it whose name is near, or the same in a folder whose
 * name is near. Undefined where there is none.
 */
export async function pathMeant(
  baseUri: string,
  path: string,
  kind: FileKind,
  host: Pick<LanguageHost, 'listFolder' | 'matchFiles'>,
): Promise<string | undefined> {
  if (glob.test(path) || !host.listFolder) return undefined;
  const cut = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, cut), path.slice(cut)];
  const beside = (await host.listFolder(baseUri, folder)) ?? [];
  const near = nearestFile(
    name,
    beside.filter((entry) => isOfKind(entry.name, kind) && !isItself(baseUri, folder, entry)),
  );
  if (near !== undefined) return folder + near;
  return beside.length > 0 || folder === '' ? undefined : inNearFolder(baseUri, folder, name, host);
}

/** Nobody means the very file that the path stands in. */
const isItself = (baseUri: string, folder: string, { name }: FolderEntry) =>
  folder === '' && name === fileNameOf(baseUri);

async function inNearFolder(
  baseUri: string,
  folder: string,
  name: string,
  host: Pick<LanguageHost, 'listFolder' | 'matchFiles'>,
): Promise<string | undefined> {
  const [, above = '', last = ''] = /^(.*\/)?([^/]+)\/$/.exec(folder) ?? [];
  const entries = (await host.listFolder?.(baseUri, above)) ?? [];
  const near = nearestName(
    last,
    entries.filter(({ isFolder }) => isFolder).map((entry) => entry.name),
  );
  if (near === undefined) return undefined;
  const path = `${above}${near}/${name}`;
  return (await host.matchFiles(baseUri, path)).length > 0 ? path : undefined;
}

/** Of the files of the same ending that with the nearest name, else one of the same name with another ending. */
function nearestFile(name: string, entries: readonly FolderEntry[]): string | undefined {
  const files = entries.filter((entry) => !entry.isFolder).map((entry) => entry.name);
  const [stem, ending] = parts(name);
  const alike = files.filter((file) => parts(file)[1] === ending);
  const near = nearestName(
    stem,
    alike.map((file) => parts(file)[0]),
  );
  return near === undefined ? files.find((file) => parts(file)[0] === stem) : near + ending;
}

function parts(name: string): readonly [stem: string, ending: string] {
  const at = name.indexOf('.', 1);
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at)];
}
