/** Marks a branch that the types say cannot be reached; throws when the data disagrees with the types. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}
