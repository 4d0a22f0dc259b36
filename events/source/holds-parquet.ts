import type { EventSource } from '../event-data.ts';
import { guardedSlice } from './guarded.ts';
import { isParquet } from './sniff.ts';

/** Whether a source that can be read in any order is Parquet; one that cannot is told so when its text is sniffed. */
export async function holdsParquet(source: EventSource, signal?: AbortSignal): Promise<boolean> {
  if (source.slice === undefined || source.size === undefined || source.size < 4) return false;
  return isParquet(await guardedSlice(source, 0, 4, signal));
}
