import Type from 'typebox';

const place = (description: string) => Type.Integer({ minimum: 1, description });

const problemSpec = Type.Object(
  {
    path: Type.String({ description: 'The file, as in `files`.' }),
    line: place('1-based line.'),
    column: place('1-based column, in UTF-16 code units.'),
    endLine: place('Line of the end.'),
    endColumn: place('Column after the last character.'),
    rule: Type.String({
      description: 'Id of the rule, or of what is wrong with the syntax or by the schema.',
    }),
    severity: Type.Unsafe<string>({
      type: 'string',
      enum: ['error', 'warning', 'info', 'hint'],
      description: 'How grave it is.',
    }),
    message: Type.String({ description: 'What is wrong, for people.' }),
  },
  { description: 'Something wrong in a file.' },
);

/** What `driftscope lint --format json` prints. */
export const lintResultSpec = Type.Object(
  {
    files: Type.Array(Type.String(), { description: 'Every file that was checked.' }),
    problems: Type.Array(problemSpec, { description: 'What is wrong, by file and place.' }),
  },
  { description: 'What a check of configs found.' },
);
