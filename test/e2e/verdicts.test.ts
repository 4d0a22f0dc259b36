import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentFormats, schemaOf } from '../../core/documents/index.ts';
import { ToolUnavailableError } from '../../scripts/tools/debian.ts';
import { ensurePython } from '../../scripts/tools/python.ts';
import { LspClient } from '../helpers/lsp-client.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { type Judged, judgedDocuments, valuesOf } from './verdict-documents.ts';

/**
 * Server, command line, ajv and Python agree on what is valid, as far as a schema can say it: rules that look at more than
 * one value are left out. What is not well-formed is valid for none of them. A difference is a defect of the schemas or of
 * ours, not of the list of documents.
 */
const documents = judgedDocuments();
const makesInvalid = (rule: unknown) => /^schema-|^(yaml|json)-syntax$/.test(String(rule));

/** The names of the documents that a tool calls valid. */
const validBy = (verdicts: readonly boolean[]) =>
  documents.filter((_, at) => verdicts[at]).map(({ name }) => name);

function byAjv(style: 'authoring' | 'codegen'): string[] {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validators = new Map<string, ValidateFunction>(
    documentFormats.map((format) => [format.id, ajv.compile(schemaOf(format, style))]),
  );
  return validBy(
    documents.map((document) => {
      const values = valuesOf(document) ?? [];
      return values.length > 0 && values.every((value) => validators.get(document.format)?.(value));
    }),
  );
}

let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ server: resolve('dist/server.cjs') });
});
afterAll(() => client.kill());

async function byServer(): Promise<string[]> {
  const verdicts: boolean[] = [];
  for (const [at, { file, text, notation }] of documents.entries()) {
    const uri = pathToFileURL(`/verdicts/${at}/${file}`).href;
    await client.open(uri, text, 1, notation === 'json' ? 'json' : 'driftscope');
    const { diagnostics } = await client.diagnostics(uri, 1);
    verdicts.push(!diagnostics.some(({ code }) => makesInvalid(code)));
    await client.close(uri);
  }
  return validBy(verdicts);
}

async function byCommandLine(): Promise<string[]> {
  const paths = documents.map(({ file }, at) => `${at}/${file}`);
  const cwd = tempDir(Object.fromEntries(documents.map(({ text }, at) => [paths[at] ?? '', text])));
  const { stdout } = await runCli(['lint', '.', '--format', 'json'], { cwd });
  const report: { files: unknown; problems: { path: string; rule: string }[] } = JSON.parse(stdout);
  const invalid = new Set(report.problems.filter(({ rule }) => makesInvalid(rule)).map(({ path }) => path));
  return validBy(paths.map((path) => !invalid.has(path)));
}

describe('on what is valid', () => {
  const expected = byAjv('authoring');

  test('there is something to agree on', () => {
    expect(expected.length).toBeGreaterThan(100);
    expect(documents.length - expected.length).toBeGreaterThan(100);
    expect(new Set(documents.map(({ format }: Judged) => format)).size).toBe(4);
    const broken = documents.filter((document) => valuesOf(document) === undefined);
    expect(new Set(broken.map(({ notation }) => notation)).size).toBe(2);
  });

  test('both forms of the schemas agree in ajv', () => {
    expect(byAjv('codegen')).toEqual(expected);
  });

  test('the server agrees with ajv', async () => {
    expect(await byServer()).toEqual(expected);
  }, 120_000);

  test('the command line agrees with ajv', async () => {
    expect(await byCommandLine()).toEqual(expected);
  }, 120_000);

  test('Python’s jsonschema agrees with ajv, on both forms', async (context) => {
    const python = await ensurePython(() => {}).catch((error: unknown) => {
      if (error instanceof ToolUnavailableError) return context.skip(error.message);
      throw error;
    });
    const { stdout, stderr } = spawnSync(python, ['scripts/verdicts.py', 'schemas'], {
      input: JSON.stringify(documents.map(({ format, notation, text }) => ({ format, notation, text }))),
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    expect(stderr).toBe('');
    const verdicts: { authoring: boolean; codegen: boolean }[] = JSON.parse(stdout);
    expect(validBy(verdicts.map(({ authoring }) => authoring))).toEqual(expected);
    expect(validBy(verdicts.map(({ codegen }) => codegen))).toEqual(expected);
  }, 300_000);
});
