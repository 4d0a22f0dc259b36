import type { FixEdit } from '../finding.ts';
import type { NamedRule, Suppression } from '../suppressions/suppression.ts';
import { nextLine } from '../syntax/edit-map.ts';
import { lineStart } from '../syntax/lines.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext } from './kit/rule.ts';

/** A suppression that silences nothing. */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'warning',
  isMeta: true,
  title: 'Suppression that silences nothing',
  doc:
    'The rule has nothing to say there, or no longer: the comment would hide the next mistake. Nothing is said while the ' +
    'file has errors, nor of rules whose verdict depends on data that may not be everywhere.',
  good: [
    {
      text: '# driftscope-disable-next-line threshold-always-fires -- to try the pager\n- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n',
    },
    { text: '- kind: drft # driftscope-disable-line zero-std -- the kind is wrong, so who knows\n' },
    { text: '# driftscope-disable-next-line file-not-found -- only in CI\n- kind: drift\n' },
  ],
  bad: [
    {
      text: '# driftscope-disable-next-line zero-std -- an example\n- kind: drift\n',
      marks: 'driftscope-disable-next-line zero-std -- an example',
      message: '`zero-std` has nothing to say there; remove the suppression',
    },
    {
      text: '# driftscope-disable threshold-always-fires, zero-std -- to try the pager\n- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n',
      marks: 'zero-std',
    },
    {
      text: '- kind: drift # driftscope-disable-line zero-std -- an example\n',
      marks: 'driftscope-disable-line zero-std -- an example',
    },
  ],
  check(context) {
    const { config, resolution, suppressions } = context;
    const hasErrors = config.findings.some(({ severity }) => severity === 'error');
    if (hasErrors || !resolution.isComplete) return [];
    return suppressions.flatMap((suppression) => {
      const { directive, rules } = suppression;
      if (!directive?.startsWith('disable')) return [];
      const idle = rules.filter((name) => isIdle(name, context));
      return (idle.length === rules.length ? idle.slice(0, 1) : idle).map((name) => {
        const isAll = idle.length === rules.length;
        const span = isAll ? { start: suppression.word.start, end: suppression.span.end } : name;
        const ids = (isAll ? idle : [name]).map(({ id }) => code(id)).join(' and ');
        const message = `${ids} ${isAll && idle.length > 1 ? 'have' : 'has'} nothing to say there; remove the suppression`;
        const edit = isAll ? withoutComment(suppression, config.text) : withoutName(name, suppression);
        const fixes = [{ title: 'Remove the suppression', edits: [edit], isCertain: true }];
        return { span, message, unnecessary: true, fixes };
      });
    });
  },
};

function isIdle(name: NamedRule, { rules, used }: RuleContext): boolean {
  const rule = rules.find(({ id }) => id === name.id);
  if (!rule || rule.severity === 'error' || rule.isMeta || rule.needsData) return false;
  return !used.has(name);
}

/** The comment goes, and with it its line if there is nothing else. */
function withoutComment({ span: { start, end } }: Suppression, text: string): FixEdit {
  const before = text.slice(lineStart(text, start), start);
  if (before.trim() === '') return { start: start - before.length, end: nextLine(text, end), newText: '' };
  return { start: start - (before.length - before.trimEnd().length), end, newText: '' };
}

/** One of several names goes, with the comma that parts it from its neighbour. */
function withoutName({ start, end }: NamedRule, { rules }: Suppression): FixEdit {
  const at = rules.findIndex((name) => name.start === start);
  const [before, after] = [rules[at - 1], rules[at + 1]];
  if (after) return { start, end: after.start, newText: '' };
  return { start: before?.end ?? start, end, newText: '' };
}
