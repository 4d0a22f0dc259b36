import { type FileKind, isOfKind } from '../../model/path-kinds.ts';
import type { LanguageHost } from '../../model/resolve.ts';

/** Folders that hold no data of anybody's. */
const isHidden = (name: string) => name.startsWith('.') || name === 'node_modules';

/**
 * Paths that fit at a place: the files and folders of the folder that has been typed so far. Folders end with a slash;
 * what is in them comes when one has been chosen.
 */
export async function pathsAt(
  host: Pick<LanguageHost, 'listFolder'>,
  documentUri: string,
  { kind, typed }: { readonly kind: FileKind; readonly typed: string },
): Promise<readonly string[]> {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  // A pattern names many folders.
  if (/[*?[\]{}]/.test(folder)) return [];
  const entries = (await host.listFolder?.(documentUri, folder)) ?? [];
  const own = folder === '' ? documentUri.slice(documentUri.lastIndexOf('/') + 1) : '';
  const files = entries.filter(
    ({ name, isFolder }) => !isFolder && isOfKind(name, kind) && !isSame(name, own),
  );
  const folders = entries.filter(({ name, isFolder }) => isFolder && !isHidden(name));
  const paths = [...files.map(({ name }) => name), ...folders.map(({ name }) => `${name}/`)];
  return paths.map((name) => folder + withoutPattern(name));
}

const isSame = (name: string, encoded: string) => encodeURIComponent(name) === encoded || name === encoded;

/** Paths are patterns; what would be read as one in a name is left open, which matches it too. */
const withoutPattern = (name: string) => name.replaceAll(/[*?[\]{}()!\\]/g, '?');
