import { documentFormats, schemaOf } from '../../core/documents/index.ts';

/** Path and text of every schema file. */
export function generatedSchemas(): [path: string, text: string][] {
  return documentFormats.flatMap((format): [string, string][] => [
    [`schemas/${format.file}.schema.json`, json(schemaOf(format, 'authoring'))],
    [`schemas/codegen/${format.file}.schema.json`, json(schemaOf(format, 'codegen'))],
  ]);
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
