import { parse } from '../args.ts';
import { type Command, exitCode, UsageError } from '../io.ts';

export const lsp: Command = {
  name: 'lsp',
  summary: 'Runs the language server on standard input and output',
  help: `Usage: driftscope lsp --stdio

Runs the language server, for any editor that speaks LSP. It ends when the editor closes the connection.
`,
  async run(args) {
    const { values } = parse(args, { stdio: { type: 'boolean' } });
    if (!values.stdio)
      throw new UsageError('the language server speaks on standard input and output only: add --stdio');
    const { runServer } = await import('../../server/run-server.ts');
    await runServer();
    return exitCode.clean;
  },
};
