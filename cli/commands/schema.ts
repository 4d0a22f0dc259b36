import { documentFormats, schemaOf } from '../../core/documents/index.ts';
import { oneOf, parse } from '../args.ts';
import { type Command, exitCode } from '../io.ts';

const names = documentFormats.map(({ id }) => id);

export const schema: Command = {
  name: 'schema',
  summary: 'Prints the JSON Schema of a file format',
  help: `Usage: driftscope schema [${names.join('|')}] [--codegen]

Prints a JSON Schema (draft-07); without a name, that of monitor configs.

  --codegen   the form for code generators: oneOf and const instead of if and then
`,
  async run(args, io) {
    const { values, positionals } = parse(args, { codegen: { type: 'boolean' } });
    const name = oneOf(positionals[0] ?? 'monitor', names, 'schema');
    const format = documentFormats.find(({ id }) => id === name);
    if (!format) return exitCode.internal;
    io.out(`${JSON.stringify(schemaOf(format, values.codegen ? 'codegen' : 'authoring'), undefined, 2)}\n`);
    return exitCode.clean;
  },
};
