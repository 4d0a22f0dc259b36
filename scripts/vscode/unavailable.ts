/** Why a real VS Code cannot be had here; stable words that a skip report may print and CI may match on. */
export type UnavailableReason =
  | 'unsupported-platform'
  | 'no-npm-packages'
  | 'no-compiler'
  | 'native-build-failed'
  | 'no-browser'
  | 'no-display'
  | 'no-download'
  | 'server-did-not-start';

/** The machine lacks something; a test that meets it is skipped with `message`, never passed in silence. */
export class VsCodeUnavailableError extends Error {
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, detail: string, cause?: unknown) {
    super(`${reason}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = 'VsCodeUnavailableError';
    this.reason = reason;
  }
}
