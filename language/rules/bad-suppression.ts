import { nearestName } from '../../core/spec/nearest-name.ts';
import { directives, type Suppression } from '../suppressions/suppression.ts';
import type { Span } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';

/** A comment that looks like a suppression, and silences nothing. */
export const badSuppression: Rule = {
  id: 'bad-suppression',
  severity: 'warning',
  isMeta: true,
  title: 'Suppression that cannot be understood',
  doc:
    'Rules are silenced by `# driftscope-disable-next-line RULE, RULE -- reason`, by `# driftscope-disable-line …` on the ' +
    'line itself, and for a stretch by `# driftscope-disable …` up to `# driftscope-enable`. Each names its rules; there is ' +
    'no way to silence all at once. JSON has no comments: there, use `overrides` in `driftscope.config.yaml`.',
  good: [
    { text: '# driftscope-disable-next-line zero-std -- an example\n- kind: drift\n# driftscope-enable\n' },
    { text: '# driftscope-like tools: none\n- kind: drift\n' },
  ],
  bad: [
    {
      text: '# driftscope-disable-nextline zero-std -- an example\n- kind: drift\n',
      marks: 'driftscope-disable-nextline',
      fix: 'Change to `driftscope-disable-next-line`',
      message: '`driftscope-disable-nextline` is not known; did you mean `driftscope-disable-next-line`?',
    },
    {
      text: '# driftscope: disable-next-line zero-std -- an example\n- kind: drift\n',
      marks: 'driftscope: disable-next-line',
      fix: 'Change to `driftscope-disable-next-line`',
    },
    {
      text: '- { kind: accuracy, strategy: { type: threshold, threshold: 2 } } # driftscope-disable-line threshold-always-fires: to try the pager\n',
      marks: 'to try the pager',
      fix: 'Add `--`',
      message: 'A reason stands after `--`: `-- to try the pager`',
    },
    {
      text: '- kind: drift # driftscope-disable-line -- noisy\n',
      marks: 'driftscope-disable-line',
      message: 'Name the rules to silence, as in `driftscope-disable-line zero-std -- reason`',
    },
  ],
  check: ({ config, suppressions }) =>
    suppressions.flatMap((suppression): RuleFinding[] => {
      const { directive, word, rules, loose } = suppression;
      const given = config.text.slice(word.start, word.end);
      if (directive === undefined) return unknownDirective(given, word);
      if (loose) return [looseReason(loose, suppression, config.text)];
      if (rules.length > 0 || directive === 'enable') return [];
      const message = `Name the rules to silence, as in \`${given} zero-std -- reason\``;
      return [{ span: word, message }];
    }),
};

/** A comment may begin with any word it likes, unless that is near to one of ours. */
function unknownDirective(given: string, word: Span): RuleFinding[] {
  const near = nearestName(given.replace(/^driftscope[-:\s]*/i, ''), directives);
  if (near === undefined) return [];
  const meant = `driftscope-${near}`;
  const message = `${code(given)} is not known; did you mean ${code(meant)}?`;
  return [{ span: word, message, data: { replace: meant } }];
}

function looseReason(loose: Span, { span }: Suppression, text: string): RuleFinding {
  const edits = [{ start: loose.start, end: loose.end, newText: ' -- ' }];
  const example = text.slice(loose.end, span.end);
  return {
    span: { start: loose.end, end: span.end },
    message: `A reason stands after \`--\`: ${code(`-- ${example}`)}`,
    fixes: [{ title: 'Add `--`', edits, isCertain: true }],
  };
}
