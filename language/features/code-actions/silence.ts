import type { Finding, FixEdit } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { isWithinText } from '../../suppressions/read-suppressions.ts';
import { nextLine } from '../../syntax/edit-map.ts';
import { indentation, lineBreakIn, lineStart } from '../../syntax/lines.ts';
import { code } from '../../validate/wording.ts';

/** A comment that silences a rule, and what the action that writes it is called. */
export interface Silence {
  readonly title: string;
  readonly edits: readonly FixEdit[];
}

/** What stands for the reason until somebody gives it. */
const reason = 'TODO: why';

/** The comments that would silence the rule of a finding: on its line, and in the whole file. None in JSON. */
export function silencesOf({ rule, span }: Finding, { text, uri, documents }: ReadConfig): Silence[] {
  if (syntaxOf(uri) === 'json') return [];
  const line = lineStart(text, span.start);
  const above = `${text.slice(line, indentation(text, line).end)}# driftscope-disable-next-line ${rule} -- ${reason}`;
  const ofLine: Silence[] = isWithinText(line, documents)
    ? []
    : [{ title: `Disable ${code(rule)} for this line`, edits: [insertLine(line, above, text)] }];
  const whole = `# driftscope-disable ${rule} -- ${reason}`;
  return [
    ...ofLine,
    { title: `Disable ${code(rule)} for this file`, edits: [insertLine(headOf(text), whole, text)] },
  ];
}

const insertLine = (at: number, line: string, text: string): FixEdit => ({
  start: at,
  end: at,
  newText: line + lineBreakIn(text),
});

/** The beginning of the file, but for what must be its first line. */
function headOf(text: string): number {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  return /^# *yaml-language-server:/.test(text.slice(mark)) ? nextLine(text, mark) : mark;
}
