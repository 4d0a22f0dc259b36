import type { Progress } from '../../events/read-events.ts';
import type { Io } from '../io.ts';

/** How often the line is redrawn. */
const intervalMs = 100;

/** A progress line on standard error, on a terminal only, and only for work that takes a while. */
export function progressMeter(io: Io): { update(done: Progress): void; clear(): void } {
  let drawn = false;
  let last = performance.now();
  return {
    update(done) {
      const now = performance.now();
      if (!io.interactive || now - last < intervalMs) return;
      last = now;
      drawn = true;
      io.err(`\r${progressText(done)}\u001b[K`);
    },
    clear() {
      if (drawn) io.err('\r\u001b[K');
    },
  };
}

function progressText({ bytes, totalBytes, rows }: Progress): string {
  const read = `${rows.toLocaleString('en')} events, ${(bytes / 1e6).toFixed(1)} MB`;
  return totalBytes ? `${read} (${Math.floor((bytes / totalBytes) * 100)} %)` : read;
}
