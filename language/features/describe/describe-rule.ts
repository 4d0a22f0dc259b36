import { code } from './markdown.ts';

/** What there is to tell of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly title: string;
  readonly doc: string;
  readonly severity: string;
  /** It is about settings and suppressions, and cannot be silenced. */
  readonly isMeta?: true;
}

export const describeRule = ({ id, title, doc, severity }: RuleFacts): string[] => [
  `**${title}** · rule ${code(id)}, ${severity}`,
  doc,
];

/** What makes a config unusable always is an error: there is nothing to set. */
export const isSettable = ({ severity }: RuleFacts) => severity !== 'error';
