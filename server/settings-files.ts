import { documentFormatOf } from '../language/service.ts';
import { canonical } from './documents.ts';

type ReadText = (uri: string) => Promise<string | undefined>;

/**
 * Texts of settings files, and that there are none, read once and again after a change: each check of a config asks for one in
 * every folder above it. Only where the editor tells of changes; elsewhere every question goes to the disk.
 */
export class SettingsFiles {
  readonly #read: ReadText;
  readonly #isWatched: (uri: string) => boolean;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(read: ReadText, isWatched: (uri: string) => boolean) {
    this.#read = read;
    this.#isWatched = isWatched;
  }

  /** The text of any file on the disk; undefined when it cannot be read. */
  read(uri: string): Promise<string | undefined> {
    if (documentFormatOf(uri, '') !== 'settings' || !this.#isWatched(uri)) return this.#read(uri);
    const known = this.#known.get(uri);
    if (known) return known;
    const text = this.#read(uri);
    this.#known.set(uri, text);
    return text;
  }

  /** Files have changed, or which of them are watched. */
  changed(): void {
    this.#known.clear();
  }
}

/** The first of these folders that a file lies in. */
export const folderOf = (uri: string, folders: readonly string[]): string | undefined =>
  folders.find((folder) => canonical(uri).startsWith(`${canonical(folder).replace(/\/$/, '')}/`));
