import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

/** Receives one line of progress or output at a time, without its line end. */
export type Log = (line: string) => void;

/** Where and how a command runs; `pathFirst` goes before everything on PATH. */
export interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly pathFirst?: string;
  readonly timeoutMs?: number;
  readonly log: Log;
}

const keptLines = 12;

/** Runs a command to its end and returns its standard output; rejects with the last lines it wrote. */
export function execLogged(command: string, args: readonly string[], options: ExecOptions): Promise<string> {
  const timeout = options.timeoutMs ?? 10 * 60_000;
  const child = spawn(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: childEnvironment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  });
  const tail: string[] = [];
  const keep = (line: string): void => {
    options.log(line);
    tail.push(line);
    if (tail.length > keptLines) tail.shift();
  };
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  forEachLine(child.stdout, keep);
  forEachLine(child.stderr, keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${tail.join('\n')}`));
    });
  });
}

/** Calls `line` for every line of a stream, the unfinished last one included. */
export function forEachLine(stream: NodeJS.ReadableStream, line: Log): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  });
  stream.once('end', () => {
    if (rest !== '') line(rest);
  });
}

function childEnvironment({ env, pathFirst }: ExecOptions): NodeJS.ProcessEnv {
  const path = process.env['PATH'] ?? '';
  return { ...process.env, ...(pathFirst ? { PATH: `${pathFirst}${delimiter}${path}` } : {}), ...env };
}
