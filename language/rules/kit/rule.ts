import type { Fix, FixData, RelatedSpan, Severity } from '../../finding.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import type { Resolution } from '../../model/resolve.ts';
import type { NamedRule, Suppression } from '../../suppressions/suppression.ts';
import type { Node, Span } from '../../syntax/tree.ts';

/** What a rule may look at. All reading is done before; rules only think. */
export interface RuleContext {
  readonly config: ReadConfig;
  readonly resolution: Resolution;
  /** The monitors in which there is nothing to say, as their maps: rules that judge each by itself are not given them. */
  readonly settled: ReadonlySet<Node>;
  /** All rules there are, in the order of the registry. */
  readonly rules: readonly Pick<Rule, 'id' | 'severity' | 'isMeta' | 'needsData'>[];
  /** The comments that silence rules. */
  readonly suppressions: readonly Suppression[];
  /** Names in them that silenced something; complete for rules that are `isMeta`. */
  readonly used: ReadonlySet<NamedRule>;
}

/** What a rule says; its id and severity are added when it is run. */
export interface RuleFinding {
  readonly span: Span;
  readonly message: string;
  /** Where this case is milder or graver than the rule's own severity. */
  readonly severity?: Severity;
  readonly unnecessary?: boolean;
  readonly related?: readonly RelatedSpan[];
  readonly data?: FixData;
  /** Changes after which the finding is gone, the best one first. */
  readonly fixes?: readonly Fix[];
}

/** A file, and those beside it, that a rule is tried on. Examples are run as tests and shown in the docs. */
export interface RuleExample {
  readonly text: string;
  /** Name of the file; `example.monitor.yaml` unless told. */
  readonly file?: string;
  /** Other files by path relative to this one. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface BadExample extends RuleExample {
  /** The text the rule marks. */
  readonly marks: string;
  /** The title of the first fix that is offered for it; none where there is none. */
  readonly fix?: string;
  /** The message, where an example is worth showing with it. */
  readonly message?: string;
}

/**
 * A lint rule: one file in this folder, one line in `index.ts`. A rule speaks only of what it knows to be so; where a
 * part of the config breaks the schema or cannot be read, it is silent about it.
 */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** It is about settings and suppressions: it runs after them, and cannot be silenced itself. */
  readonly isMeta?: true;
  /**
   * What it says of a monitor rests on that monitor and on what is around all of them, never on another monitor. Then it need
   * not look again at one in which there was nothing to say. Strategies and other parts of a file it sees each time.
   */
  readonly isPerMonitor?: true;
  /** What it says depends on data that may not be everywhere, so that a suppression of it is never called unused. */
  readonly needsData?: true;
  /** Why it matters and what to do, in Markdown. */
  readonly doc: string;
  readonly good: readonly RuleExample[];
  readonly bad: readonly BadExample[];
  check(context: RuleContext): readonly RuleFinding[];
}
