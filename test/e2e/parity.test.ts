import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { documentFormatOf } from '../../language/model/document-format.ts';
import { rules } from '../../language/rules/index.ts';
import { configFiles } from '../helpers/config-files.ts';
import { LspClient } from '../helpers/lsp-client.ts';
import { runCli } from '../helpers/run-cli.ts';
import { TempWorkspace } from '../server/temp-workspace.ts';

const severities = ['error', 'warning', 'info', 'hint'];

/** What is wrong with a file, each problem as one line, by the path of the file. */
type Told = ReadonlyMap<string, readonly string[]>;

/** Every example of every rule, each with the files beside it in a folder of its own; the paths of those that are ours. */
function writeExamples(workspace: TempWorkspace): string[] {
  return rules.flatMap(({ id, good, bad }) =>
    [...good, ...bad].flatMap(({ text, file = 'example.monitor.yaml', files = {} }, at) =>
      Object.entries({ ...files, [file]: text }).flatMap(([name, content]) => {
        const uri = workspace.write(`${id}/${at}/configs/${name}`, content);
        return documentFormatOf(uri, '') === undefined ? [] : [fileURLToPath(uri)];
      }),
    ),
  );
}

let client: LspClient;
const workspace = new TempWorkspace();
const examples = writeExamples(workspace);
let fromCli: Told;
const fixtures = configFiles().map((path) => resolve(path));

beforeAll(async () => {
  client = await LspClient.start({ server: resolve('dist/server.cjs') });
  fromCli = await askCommandLine([...fixtures, ...examples]);
}, 120_000);
afterAll(async () => {
  await client.kill();
  workspace.remove();
});

async function askCommandLine(paths: readonly string[]): Promise<Told> {
  const told = new Map<string, string[]>(paths.map((path) => [path, []]));
  const { stdout } = await runCli(['lint', ...paths, '--format', 'json']);
  for (const problem of JSON.parse(stdout).problems) {
    const { path, line, column, endLine, endColumn, rule, severity, message } = problem;
    told.get(resolve(path))?.push(`${line}:${column}-${endLine}:${endColumn} ${severity} ${rule} ${message}`);
  }
  return told;
}

async function openInServer(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const language = path.endsWith('.json') ? 'json' : 'driftscope';
    await client.open(pathToFileURL(path).href, readFileSync(path, 'utf8'), 1, language);
  }
}

/** What the server told last of each file: what rests on event files is told once they are read. */
function toldByServer(): Told {
  const all = client.all<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
  return new Map(all.map(({ uri, diagnostics }) => [fileURLToPath(uri), diagnostics.map(lineOf)]));
}

function lineOf({ range: { start, end }, code, severity, message }: Diagnostic): string {
  const places = [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`);
  return `${places.join('-')} ${severities[(severity ?? 1) - 1]} ${code} ${message}`;
}

const only = (told: Told, paths: readonly string[]) =>
  Object.fromEntries(paths.map((path) => [relative('.', path), told.get(path)]));

describe('editor and command line say the same', () => {
  test('there is something to say of every format, at every severity', () => {
    const lines = (paths: readonly string[]) => paths.flatMap((path) => fromCli.get(path) ?? []);
    for (const severity of severities)
      expect(lines(fixtures).filter((line) => line.split(' ')[1] === severity).length).toBeGreaterThan(0);
    for (const format of ['monitor', 'strategy', 'test', 'settings'])
      expect(lines(fixtures.filter((path) => documentFormatOf(path, '') === format)).length).toBeGreaterThan(
        0,
      );
    const seen = new Set(lines(examples).map((line) => line.split(' ')[2]));
    expect(rules.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });

  test('of every fixture and example', { timeout: 60_000 }, async () => {
    await openInServer(fixtures);
    await vi.waitFor(() => expect(only(toldByServer(), fixtures)).toEqual(only(fromCli, fixtures)), 30_000);
  });

  test('of every example of a rule, and still of all others once these are checked', {
    timeout: 120_000,
  }, async () => {
    await openInServer(examples);
    const all = [...fixtures, ...examples];
    await vi.waitFor(() => expect(only(toldByServer(), all)).toEqual(only(fromCli, all)), 90_000);
  });

  test.each(['yaml', 'json'])('ten mistakes in %s are ten errors', (extension) => {
    const lines = fromCli.get(resolve(`test/fixtures/ten-mistakes.monitor.${extension}`));
    expect(lines?.map((line) => line.split(' ')[1])).toEqual(Array(10).fill('error'));
  });
});
