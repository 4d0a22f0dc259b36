import { type ParseArgsConfig, parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses the arguments of a command; says in words what is wrong with them. */
export function parse<O extends Options>(args: readonly string[], options: O) {
  const unknown = args.find((arg) => isUnknownFlag(arg, options));
  if (unknown) throw new UsageError(unknownFlag(unknown, Object.keys(options)));
  try {
    return parseArgs({ args: joined(args, options), options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(plain(error instanceof Error ? error.message : String(error)));
  }
}

/** A negative number is the value of the option before it, and is judged as such. */
function joined(args: readonly string[], options: Options): string[] {
  const result: string[] = [];
  for (const arg of args) {
    const flag = result.at(-1) ?? '';
    const takesValue = flag.startsWith('--') && options[flag.slice(2)]?.type === 'string';
    if (takesValue && /^-\d/.test(arg)) result[result.length - 1] = `${flag}=${arg}`;
    else result.push(arg);
  }
  return result;
}

/** One of a few words, or an error that lists them. */
export function oneOf<const V extends readonly string[]>(value: string, values: V, flag: string): V[number] {
  if (values.includes(value)) return value;
  throw new UsageError(`${flag} "${value}" is not known: use ${values.join(', ')}`);
}

/** A whole number from 0 on, or an error that says so. */
export function wholeNumber(value: string, flag: string): number {
  if (!/^\d+$/.test(value)) throw new UsageError(`${flag} takes a whole number, not "${value}"`);
  return Number(value);
}

function isUnknownFlag(arg: string, options: Options): boolean {
  return arg.startsWith('--') && arg.length > 2 && !((arg.slice(2).split('=')[0] as string) in options);
}

function unknownFlag(arg: string, known: readonly string[]): string {
  const name = arg.slice(2).split('=')[0] as string;
  const nearest = closest(name, known);
  const hint = distance(name, nearest) <= 3 ? ` Did you mean --${nearest}?` : '';
  return `unknown option --${name}.${hint}`;
}

/** Node's messages are good, but some speak of its own API, or guess at length. */
function plain(message: string): string {
  const [, flag] = /^Option '(--[a-z-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(message) ?? [];
  return flag === undefined ? (message.split('. To specify')[0] ?? message) : `${flag} needs a value`;
}
