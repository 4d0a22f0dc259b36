import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A child with a process group of its own that ends with this process at the latest. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code (`null` after a signal) once the child has ended. */
  readonly ended: Promise<number | null>;
  /** As `ended`, but once all its output has been read as well. */
  readonly closed: Promise<number | null>;
  /** Ends the whole group: asks first, and insists after two seconds. May be called again. */
  stop(): Promise<void>;
}

const running = new Set<number>();

/** Starts a process whose group is ended when this process exits or is interrupted. */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): OwnedProcess {
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
  const closed = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  if (pid === undefined) return { child, ended, closed, stop: async () => {} };
  if (running.size === 0) listenForExit();
  running.add(pid);
  const stop = async (): Promise<void> => {
    signalGroup(pid, 'SIGTERM');
    const insist = setTimeout(() => signalGroup(pid, 'SIGKILL'), 2000);
    await ended;
    clearTimeout(insist);
    // The leader has gone; whoever of its group is left has no one to wait for.
    signalGroup(pid, 'SIGKILL');
    running.delete(pid);
    if (running.size === 0) stopListening();
  };
  return { child, ended, closed, stop };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

function endAll(): void {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
  running.clear();
}

const fatalSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function endAllAndExit(signal: NodeJS.Signals): void {
  endAll();
  stopListening();
  // With no listener left the signal has its ordinary effect; another listener decides for itself.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function listenForExit(): void {
  process.on('exit', endAll);
  for (const signal of fatalSignals) process.on(signal, endAllAndExit);
}

function stopListening(): void {
  process.off('exit', endAll);
  for (const signal of fatalSignals) process.off(signal, endAllAndExit);
}
