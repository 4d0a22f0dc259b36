import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder of its own for a test, gone at its end. */
export class TempWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'driftscope-test-'));

  /** Writes a file and gives its URI. */
  write(path: string, text: string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return pathToFileURL(file).href;
  }

  /** Deletes a file and gives its URI. */
  delete(path: string): string {
    const file = join(this.folder, path);
    rmSync(file);
    return pathToFileURL(file).href;
  }

  get uri(): string {
    return pathToFileURL(this.folder).href;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Latency events, one a second: `values` in milliseconds. */
export function latencyEvents(values: readonly number[]): string {
  return values
    .map((value, at) => {
      const timestamp = new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();
      return JSON.stringify({ type: 'inference_completed', model_id: 'm', latency_ms: value, timestamp });
    })
    .join('\n');
}

/** A config with one monitor that alerts on latencies above `bound`. */
export const latencyConfig = (bound: number, events = 'events.ndjson') =>
  `version: 1\npreview: { events: [${events}] }\nmonitors:\n  - kind: latency\n    ema_alpha: 1\n    strategy: { type: static, bound: ${bound} }\n`;
