import type { Fix, FixEdit } from '../finding.ts';
import type { NamedRule, Suppression } from '../suppressions/suppression.ts';
import { nextLine } from '../syntax/edit-map.ts';
import { lineStart } from '../syntax/lines.ts';
import { sourceOf } from '../syntax/source.ts';
import { code } from '../validate/wording.ts';
import { idleNames } from './kit/idle-names.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

/** A suppression that silences nothing. */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'warning',
  isMeta: true,
  title: 'Suppression that silences nothing',
  doc:
    'The rule has nothing to say there, or no longer: the comment would hide the next mistake. Nothing is said while the ' +
    'file has errors, nor of rules whose verdict depends on data that may not be everywhere. A `driftscope-enable` that ' +
    'nothing above it needs is told too.',
  good: [
    {
      text: '# driftscope-disable-next-line threshold-always-fires -- to try the pager\n- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n',
    },
    { text: '# driftscope-disable-next-line file-not-found -- only in CI\n- kind: drift\n' },
    {
      text: '# driftscope-disable file-not-found -- only in CI\n- kind: drift\n# driftscope-enable file-not-found\n- kind: error\n',
    },
  ],
  bad: [
    {
      text: '# driftscope-disable-next-line zero-std -- an example\n- kind: drift\n',
      marks: 'driftscope-disable-next-line zero-std -- an example',
      fix: 'Remove the suppression',
      message: '`zero-std` has nothing to say there; remove the suppression',
    },
    {
      text: '# driftscope-disable threshold-always-fires, zero-std -- to try the pager\n- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n',
      marks: 'zero-std',
      fix: 'Remove the suppression',
    },
    {
      text: '- kind: drift # driftscope-disable-line zero-std -- an example\n',
      marks: 'driftscope-disable-line zero-std -- an example',
      fix: 'Remove the suppression',
    },
    {
      text: '- kind: drift\n# driftscope-enable zero-std\n- kind: error\n',
      marks: 'driftscope-enable zero-std',
      fix: 'Remove the suppression',
      message: '`zero-std` is not disabled above, so there is nothing to end; remove the suppression',
    },
    {
      text: '- kind: drift\n# driftscope-enable\n',
      marks: 'driftscope-enable',
      fix: 'Remove the suppression',
    },
  ],
  check(context) {
    const { config, suppressions } = context;
    return suppressions.flatMap((suppression) => {
      if (suppression.directive === 'enable') return ofEnable(suppression, context);
      return ofIdle(
        suppression,
        idleNames(suppression, context),
        config.text,
        (ids, isOne) => `${ids} ${isOne ? 'has' : 'have'} nothing to say there`,
      );
    });
  },
};

/** One that nothing comes to is told whole, else each such name in it. */
function ofIdle(
  suppression: Suppression,
  idle: readonly NamedRule[],
  text: string,
  words: (ids: string, isOne: boolean) => string,
): RuleFinding[] {
  const isAll = idle.length === suppression.rules.length;
  return (isAll ? idle.slice(0, 1) : idle).map((name) => {
    const names = isAll ? idle : [name];
    const ids = names.map(({ id }) => code(id)).join(' and ');
    const message = `${words(ids, names.length === 1)}; remove the suppression`;
    if (isAll) return removable(suppression, message, text);
    return { span: name, message, unnecessary: true, fixes: [removal(withoutName(name, suppression))] };
  });
}

const removable = (suppression: Suppression, message: string, text: string): RuleFinding => ({
  span: { start: suppression.word.start, end: suppression.span.end },
  message,
  unnecessary: true,
  fixes: [removal(withoutComment(suppression, text))],
});

const removal = (edit: FixEdit): Fix => ({ title: 'Remove the suppression', edits: [edit], isCertain: true });

/** An end of what was never begun. */
function ofEnable(enable: Suppression, { config, rules, suppressions }: RuleContext): RuleFinding[] {
  const line = sourceOf(config.text).lineOf(enable.span.start);
  const ended = suppressions
    .filter(({ directive, span }) => directive === 'disable' && span.start < enable.span.start)
    .flatMap((disable) => disable.rules.filter(({ lines }) => lines.to === line));
  if (enable.rules.length === 0) {
    const message = 'No rule is disabled above, so there is nothing to end; remove the suppression';
    return ended.length > 0 ? [] : [removable(enable, message, config.text)];
  }
  const isEnded = (id: string) => ended.some((rule) => rule.id === id);
  const idle = enable.rules.filter(({ id }) => rules.some((rule) => rule.id === id) && !isEnded(id));
  return ofIdle(
    enable,
    idle,
    config.text,
    (ids, isOne) => `${ids} ${isOne ? 'is' : 'are'} not disabled above, so there is nothing to end`,
  );
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
