import type { RuleSetting } from '../model/facts.ts';
import { suggest } from '../suggestion.ts';
import type { NamedRule } from '../suppressions/suppression.ts';
import type { Span } from '../syntax/tree.ts';
import { unusable } from '../unusable.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

/** A setting or a suppression of a rule that there is not, or that cannot be set. */
export const unknownRule: Rule = {
  id: 'unknown-rule',
  severity: 'warning',
  isMeta: true,
  title: 'Rule that cannot be set or silenced',
  doc:
    'Settings and suppressions name rules by their id, as shown beside each problem. A name that no rule has does ' +
    'nothing. What makes a config unusable (breaches of the schema, syntax errors, and rules that always are errors) can ' +
    'be neither set nor silenced: nothing could run that config.',
  good: [
    { file: 'driftscope.config.yaml', text: 'rules:\n  zero-std: off\n  unknown-strategy: error\n' },
    { text: '# driftscope-disable zero-std, ewma-never-fires -- an example\n- kind: drift\n' },
  ],
  bad: [
    {
      file: 'driftscope.config.yaml',
      text: 'rules:\n  zero-sdt: off\n',
      marks: 'zero-sdt',
      fix: 'Change to `zero-std`',
      message: 'There is no rule `zero-sdt`; did you mean `zero-std`?',
    },
    {
      file: 'driftscope.config.yaml',
      text: 'overrides:\n  - files: [a.monitor.yaml]\n    rules: { schema-unknown-key: off }\n',
      marks: 'schema-unknown-key',
      message: '`schema-unknown-key` finds what makes a file unusable: it always is an error',
    },
    {
      file: 'driftscope.config.yaml',
      text: 'rules: { duplicate-id: warning }\n',
      marks: 'duplicate-id',
      message: '`duplicate-id` finds what makes a file unusable: it always is an error',
    },
    {
      text: '# driftscope-disable-next-line unknown-strategy -- it will be there\n- kind: drift\n',
      marks: 'unknown-strategy',
      message: '`unknown-strategy` finds what makes a file unusable: it cannot be silenced',
    },
    {
      text: '- kind: drift # driftscope-disable-line zero-sdt -- really\n',
      marks: 'zero-sdt',
      fix: 'Change to `zero-std`',
    },
  ],
  check: (context) => [
    ...settingsOf(context).flatMap((list) => list.flatMap((setting) => ofSetting(setting, list, context))),
    ...context.suppressions.flatMap(({ rules }) =>
      rules.flatMap((name) => [
        ...judge(
          name.id,
          name,
          'it cannot be silenced',
          rules.map(({ id }) => id),
          context,
        ),
        ...metaRule(name, context),
      ]),
    ),
  ],
};

/** The rules that are set together: for all files, or for some. */
function settingsOf({ config: { facts } }: RuleContext): readonly (readonly RuleSetting[])[] {
  const { rules = [], overrides = [] } = facts.settings ?? {};
  return [rules, ...overrides.map((override) => override.rules)];
}

function ofSetting({ rule, level }: RuleSetting, beside: readonly RuleSetting[], context: RuleContext) {
  if (level === 'error' && isAlwaysError(rule.text, context)) return [];
  const taken = beside.map((setting) => setting.rule.text);
  return judge(rule.text, rule.span, 'it always is an error', taken, context);
}

const isAlwaysError = (id: string, { rules }: RuleContext) =>
  rules.some((rule) => rule.id === id && rule.severity === 'error');

/** Problems that are no rule's. */
const isBuiltIn = (id: string) => unusable.some((problem) => problem.id === id);

/** A rule about suppressions is not silenced by one. */
function metaRule(name: NamedRule, { rules }: RuleContext): RuleFinding[] {
  if (!rules.some(({ id, isMeta }) => id === name.id && isMeta)) return [];
  return [
    {
      span: name,
      message: `${code(name.id)} cannot be silenced by a comment; set it in \`driftscope.config.yaml\``,
    },
  ];
}

/** @param taken names beside it, none of which can be meant */
function judge(
  id: string,
  span: Span,
  fate: string,
  taken: readonly string[],
  context: RuleContext,
): RuleFinding[] {
  if (isBuiltIn(id) || isAlwaysError(id, context))
    return [{ span, message: `${code(id)} finds what makes a file unusable: ${fate}` }];
  const ids = context.rules.map((rule) => rule.id);
  if (ids.includes(id)) return [];
  const free = ids.filter((one) => !taken.includes(one));
  const { words, fix } = suggest(id, free, context.config.text, span);
  return [{ span, message: `There is no rule ${code(id)}${words}`, ...fix }];
}
