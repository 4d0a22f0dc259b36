/** Why a source as a whole could not be read. */
export type EventsErrorCode =
  | 'empty'
  | 'binary'
  | 'unreadable'
  | 'unsupported-format'
  | 'cancelled'
  | 'no-events';

/** The input is unusable; the message is one sentence a user can act on and names the file. */
export class EventsError extends Error {
  readonly code: EventsErrorCode;

  constructor(code: EventsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EventsError';
    this.code = code;
  }
}
