import type { TSchema } from 'typebox';
import { configSpec, strategyFileSpec } from './config-spec.ts';
import { eventSpec } from './event-spec.ts';
import { type JsonSchema, type Style, toJsonSchema } from './json-schema.ts';
import { lintResultSpec } from './lint-result-spec.ts';
import { resultSpec } from './result-spec.ts';
import { settingsSpec } from './settings-spec.ts';
import { testFileSpec } from './test-spec.ts';

/** A file format that has a schema of its own. */
export interface DocumentFormat {
  /** Name on the command line: `driftscope schema NAME`. */
  readonly id: 'monitor' | 'strategy' | 'event' | 'test' | 'settings' | 'result' | 'lint';
  readonly title: string;
  readonly spec: TSchema;
  /** Name of its file under `schemas/`, without `.schema.json`. */
  readonly file: string;
}

/** Every file format, each generated into two schema files. */
export const documentFormats: readonly DocumentFormat[] = [
  { id: 'monitor', title: 'Driftscope monitor config', spec: configSpec, file: 'monitor' },
  { id: 'strategy', title: 'Driftscope strategies', spec: strategyFileSpec, file: 'strategy' },
  { id: 'event', title: 'Driftscope sample event', spec: eventSpec, file: 'event' },
  { id: 'test', title: 'Driftscope config tests', spec: testFileSpec, file: 'test' },
  { id: 'settings', title: 'Driftscope settings', spec: settingsSpec, file: 'config' },
  { id: 'result', title: 'Driftscope simulation result', spec: resultSpec, file: 'simulation-result' },
  { id: 'lint', title: 'Driftscope lint result', spec: lintResultSpec, file: 'lint-result' },
];

/** The schema file of a format. Its `$id` is the address it will have on SchemaStore. */
export function schemaOf(format: DocumentFormat, style: Style): JsonSchema {
  const suffix = style === 'codegen' ? '-codegen' : '';
  const $id = `https://www.schemastore.org/driftscope-${format.file}${suffix}.json`;
  return toJsonSchema(format.spec, style, { $id, title: format.title });
}

export { configSpec, settingsSpec, strategyFileSpec, testFileSpec };
