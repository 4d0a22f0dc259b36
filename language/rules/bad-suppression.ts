import { suggest } from '../suggestion.ts';
import { directives } from '../suppressions/suppression.ts';
import { code } from '../validate/wording.ts';
import type { Rule } from './kit/rule.ts';

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
      marks: 'disable-nextline',
      message: '`driftscope-disable-nextline` is not known; did you mean `disable-next-line`?',
    },
    {
      text: '- kind: drift # driftscope-disable-line -- noisy\n',
      marks: 'driftscope-disable-line',
      message: 'Name the rules to silence, as in `driftscope-disable-line zero-std -- reason`',
    },
  ],
  check: ({ config, suppressions }) =>
    suppressions.flatMap(({ directive, word, rules }) => {
      const given = config.text.slice(word.start, word.end);
      if (directive === undefined) {
        const span = { start: word.start + 'driftscope-'.length, end: word.end };
        const { words, fix } = suggest(
          config.text.slice(span.start, span.end),
          directives,
          config.text,
          span,
        );
        // A comment may begin with any word it likes.
        return words === '' ? [] : [{ span, message: `${code(given)} is not known${words}`, ...fix }];
      }
      if (rules.length > 0 || directive === 'enable') return [];
      const message = `Name the rules to silence, as in \`${given} zero-std -- reason\``;
      return [{ span: word, message }];
    }),
};
