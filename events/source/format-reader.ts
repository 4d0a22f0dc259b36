/** Reads one file's text, handed over in chunks of UTF-8, into a row writer. */
export interface FormatReader {
  push(chunk: Uint8Array): void;
  /** The file is complete. */
  end(): void;
}
