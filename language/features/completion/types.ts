import type { SampleFacts } from '../../../core/spec/sample-facts.ts';
import type { DocumentFormatId } from '../../model/document-format.ts';
import type { FileKind } from '../../model/path-kinds.ts';
import type { RuleFacts } from '../describe/describe-rule.ts';

/** What a client makes of completions. */
export interface CompletionClient {
  /** It takes snippets. Otherwise their placeholders are filled in. */
  readonly snippets: boolean;
  /** It lets people choose whether the rest of the word behind the cursor is replaced. */
  readonly insertReplace?: boolean;
}

/** What completion must know beside the text. */
export interface CompletionContext extends CompletionClient {
  readonly format: DocumentFormatId;
  /** Strategies of included files; those of the document itself are found in its text. */
  readonly strategyNames: readonly string[];
  /** Monitors of the config under test; those of the document itself are found in its text. */
  readonly monitorIds: readonly string[];
  /** Paths that may be written here, relative to the document; `typed` is what stands there already. */
  readonly matchFiles?: (kind: FileKind, typed: string) => readonly string[];
  /** The events that the config is previewed on. */
  readonly sample?: SampleFacts;
  /** The rules that settings may name. */
  readonly rules?: readonly RuleFacts[];
}
