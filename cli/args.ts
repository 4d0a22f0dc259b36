import { type ParseArgsConfig, parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses the arguments of a command; says in words what is wrong with them. */
export function parse<O extends Options>(args: readonly string[], options: O) {
  const unknown = args.find((arg) => isUnknownFlag(arg, options));
  if (unknown) throw new UsageError(unknownFlag(unknown, Object.keys(options)));
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(plain(error instanceof Error ? error.message : String(error)));
  }
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

/** Node's messages are good, but speak of its own API in their second sentence. */
const plain = (message: string) => message.split('. To specify')[0] ?? message;
