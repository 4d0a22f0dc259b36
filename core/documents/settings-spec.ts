import Type from 'typebox';
import { choice, record, text } from '../spec/schema.ts';

/** How a rule may be set. What makes a config unusable is an error and cannot be set. */
export const ruleLevels = ['off', 'info', 'warning', 'error'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

const ruleLevel = choice(ruleLevels, {
  description: 'Whether the rule speaks, and how gravely.',
  meanings: {
    off: 'says nothing',
    info: 'good to know; never fails a run',
    warning: 'fails a run only beyond `--max-warnings`',
    error: 'fails `driftscope lint`',
  },
});

const rulesSpec = Type.Record(Type.String(), ruleLevel, {
  description: 'Rules by their id, each `off`, `info`, `warning` or `error`.',
});

const fileGlob = text({
  description:
    'A path or glob, relative to this file. `*` stays within a folder, `**` does not. Without a `/` it matches in every ' +
    'folder, with one at its beginning only here; a folder means all below it.',
  examples: ['legacy/**', '*.strategies.yaml'],
});

const overrideSpec = record(
  {
    files: Type.Array(fileGlob, { description: 'The files that this is about.', minItems: 1 }),
    rules: rulesSpec,
  },
  { description: 'Other levels for some files.' },
);

/** `driftscope.config.yaml`: which rules apply to the configs below its folder. */
export const settingsSpec = record(
  {
    $schema: Type.Optional(Type.String({ description: 'Address of the JSON Schema of this file.' })),
    rules: Type.Optional(rulesSpec),
    overrides: Type.Optional(
      Type.Array(overrideSpec, {
        description: 'Other levels for some files; of several, the last one wins.',
      }),
    ),
    ignore: Type.Optional(Type.Array(fileGlob, { description: 'Files that are not checked.' })),
  },
  { description: 'Settings of Driftscope for a folder and all below it; the nearest such file counts.' },
);
