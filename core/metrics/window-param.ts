import { integer } from '../spec/schema.ts';

/** The `window` parameter of kinds that look back over a number of rows. */
export const windowOf = (what: string) =>
  integer({
    description: `How many ${what} are looked back on. Until there are that many, all of them are.`,
    unit: 'rows',
    default: 100,
    minimum: 1,
    maximum: 10_000_000,
    examples: [100, 500],
  });
