import type { FolderEntry } from '../language/service.ts';
import type { WorkerPort } from './worker-messages.ts';

/** What the server needs of the machine it runs on. */
export interface ServerHost {
  /** The text of a file; undefined when it cannot be read as one. */
  readText(uri: string): Promise<string | undefined>;
  /** The files that a path or pattern in a config names, as URIs in order; relative to the config. */
  matchFiles(baseUri: string, pattern: string): Promise<readonly string[]>;
  /** What a folder holds, named relative to the config; undefined where it cannot be read. */
  listFolder(baseUri: string, folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** The configs, strategies and tests below these folders, as URIs in order; not more than a person could mean. */
  listFiles(folderUris: readonly string[]): Promise<readonly string[]>;
  /** Where a page of the documentation can be opened, by its path below `docs/`; undefined where there are none. */
  docsUri?(page: string): string | undefined;
  startWorker(): WorkerPort;
  /** Gives back memory that is not used any more; asked for when nobody waits. */
  releaseMemory?(): void;
}
