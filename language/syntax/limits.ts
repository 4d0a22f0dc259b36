/** What a document may ask for before it is refused, far beyond what any config needs. */
export const limits = {
  /** Characters of a document. */
  textLength: 5_000_000,
  /** Levels of nesting. Beyond some thousands the recursion of any parser ends the process, not just the parse. */
  depth: 100,
  /** Nodes that aliases may add when written out (ten lines of them can stand for billions). */
  aliasedNodes: 100_000,
  /** Syntax errors looked at; after the first ones they are echoes. */
  syntaxErrors: 100,
} as const;
