import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** What a command may touch of the process; tests pass their own. */
export interface Io {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Resolves when the reader of standard output has kept up, so that what it has not read does not pile up here. */
  flushed(): Promise<void>;
  /** Whether standard output is a terminal that shows colours. */
  readonly color: boolean;
  /** Whether progress may be drawn on standard error. */
  readonly interactive: boolean;
  /** Ends the work when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** A subcommand of `driftscope`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Full help text. */
  readonly help: string;
  /** @returns the exit code */
  run(args: readonly string[], io: Io): Promise<number>;
}

/** Exit codes are a contract, see the README; `interrupted` is what shells use for Ctrl-C. */
export const exitCode = { clean: 0, findings: 1, usage: 2, internal: 3, interrupted: 130 } as const;

/** Wrong usage or unreadable input: the message is for the user, and ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The part of {@link Io} that writes to standard output. */
export function standardOutput(stream: Writable): Pick<Io, 'out' | 'flushed'> {
  return {
    out: (text) => void stream.write(text),
    flushed: async () => {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
  };
}

/** Writes what comes in pieces, each when the one before has left. */
export async function outPieces(io: Io, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    io.out(piece);
    await io.flushed();
  }
}
