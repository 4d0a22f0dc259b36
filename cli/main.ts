import { pathToFileURL } from 'node:url';
import pc from 'picocolors';
import { EventsError } from '../events/events-error.ts';
import { reasonOf } from '../host/event-files.ts';
import { explain } from './commands/explain.ts';
import { lint } from './commands/lint.ts';
import { lsp } from './commands/lsp.ts';
import { schema } from './commands/schema.ts';
import { simulate } from './commands/simulate.ts';
import { type Command, exitCode, type Io, standardOutput, UsageError } from './io.ts';
import { printableLines } from './report/printable.ts';
import { version } from './version.ts';

const commands: readonly Command[] = [lint, simulate, schema, explain, lsp];

const usage = `driftscope ${version}: author, preview and lint the configuration of ML model monitoring

Usage: driftscope COMMAND [ARGUMENTS]

${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

driftscope COMMAND --help says more. Exit codes: 0 clean, 1 findings, 2 wrong usage or unreadable input, 3 internal error.
`;

/** Runs the command line. Never throws. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return print(io, usage);
  if (name === '--version' || name === '-v') return print(io, `${version}\n`);
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (!command)
      throw new UsageError(
        `there is no command "${name}". Commands: ${commands.map((c) => c.name).join(', ')}`,
      );
    if (rest.includes('--help') || rest.includes('-h')) return print(io, command.help);
    return await command.run(rest, io);
  } catch (error) {
    return fail(error, io);
  }
}

function fail(error: unknown, io: Io): number {
  if (error instanceof EventsError && error.code === 'cancelled') {
    io.err('driftscope: stopped\n');
    return exitCode.interrupted;
  }
  if (error instanceof UsageError || error instanceof EventsError) {
    io.err(`driftscope: ${printableLines(error.message)}\n`);
    return exitCode.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  io.err(
    `driftscope: internal error: ${message}\nThis is a bug in Driftscope. DRIFTSCOPE_DEBUG=1 shows where it happened.\n`,
  );
  if (process.env['DRIFTSCOPE_DEBUG'] && error instanceof Error) io.err(`${error.stack}\n`);
  return exitCode.internal;
}

function print(io: Io, text: string): number {
  io.out(text);
  return exitCode.clean;
}

async function start(): Promise<void> {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  // A reader such as `head` that closes the pipe has seen enough; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode.clean);
    process.stderr.write(`driftscope: standard output cannot be written: ${reasonOf(error)}\n`);
    process.exit(exitCode.usage);
  });
  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    ...standardOutput(process.stdout),
    err: (text) => void process.stderr.write(text),
    color: pc.isColorSupported && process.stdout.isTTY === true,
    interactive: process.stderr.isTTY === true,
    signal: abort.signal,
  });
}

if (process.argv[1] !== undefined && isEntry()) void start();

/** True in the bundle and when run from the sources; false when a test imports this module. */
function isEntry(): boolean {
  return process.env['VITEST'] === undefined || import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
}
