import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import type { EventType } from '../spec/event-types.ts';
import { byKey, integer, record, text } from '../spec/schema.ts';
import { timePattern } from '../spec/time.ts';

const moment = (description: string, example: string) =>
  text({ description, pattern: timePattern, examples: [example] });

const description =
  'What the newest values are compared with: the `first` so many, those between two times (`from`, `to`), or those of ' +
  'another event file (`events`, with a `map` where its columns have other names). ' +
  'Default: `first` as many as `window` holds. Values of a time count from `from` on and before `to`, `to` itself no longer.';

const fileSpec = record(
  {
    events: text({
      description:
        'Path of an event file, relative to this file; `*` and `**` match. All its values of this field count, whatever model they name.',
    }),
    map: Type.Optional(
      Type.Record(Type.String(), text({ description: 'A column of the file, or `=` and a constant.' }), {
        description:
          'For a file whose columns have other names, as `preview.map`; that one does not count here.',
      }),
    ),
  },
  { description: 'The values of another event file.' },
);

const firstSpec = record(
  {
    first: integer({
      description: 'The first so many values of each model are the reference.',
      unit: 'samples',
      minimum: 2,
      maximum: 10_000_000,
      examples: [500],
    }),
  },
  { description: 'The first values.' },
);

const spanSpec = record(
  {
    from: Type.Optional(
      moment(
        'The values from this time on are the reference; UTC unless it says otherwise. Without it, all until `to`.',
        '2026-03-02T08:00:00Z',
      ),
    ),
    to: moment(
      'The values before this time, not at it, are the reference; UTC unless it says otherwise.',
      '2026-03-02T09:00:00Z',
    ),
  },
  { description: 'The values between two times.' },
);

/** The `reference` parameter of the kinds that compare. */
export const referenceSpec = Type.Optional(
  byKey('events', fileSpec, byKey('first', firstSpec, spanSpec, { description }), { description }),
);

/** The events of a reference file, read. As JSON, by which measurements and runs are told apart, it is their digest. */
export class ReferenceEvents {
  readonly columns: Columns;
  /** Only rows of these types count. */
  readonly types: readonly EventType[];
  readonly #digest: string;

  constructor(columns: Columns, types: readonly EventType[], digest: string) {
    this.columns = columns;
    this.types = types;
    this.#digest = digest;
  }

  toJSON() {
    return { digest: this.#digest, types: this.types };
  }
}

/** A reference as it stands in a config; `loaded` takes the place of `events` before a run, see `withReferences`. */
export interface Reference {
  readonly first?: number;
  readonly from?: string;
  readonly to?: string;
  readonly events?: string;
  readonly map?: Readonly<Record<string, string>>;
  readonly loaded?: ReferenceEvents;
}
