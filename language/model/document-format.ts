/** What a file is, which decides its schema. */
export type DocumentFormatId = 'monitor' | 'strategy' | 'test' | 'settings';

const byName: readonly (readonly [RegExp, DocumentFormatId])[] = [
  [/\.monitor\.test\.ya?ml$/, 'test'],
  [/\.monitor\.(ya?ml|json)$/, 'monitor'],
  [/(^|\.)monitors\.ya?ml$/, 'monitor'],
  [/\.strateg(y|ies)\.ya?ml$/, 'strategy'],
  [/^driftscope\.config\.ya?ml$/, 'settings'],
];

const schemaLine = /^\uFEFF?# *yaml-language-server: *\$schema=(\S+)/;
const schemaNames: readonly (readonly [RegExp, DocumentFormatId])[] = [
  [/(^|\/)(driftscope-monitor|monitor\.schema)\.json$/, 'monitor'],
  [/(^|\/)(driftscope-strategy|strategy\.schema)\.json$/, 'strategy'],
  [/(^|\/)(driftscope-test|test\.schema)\.json$/, 'test'],
  [/(^|\/)(driftscope-config|config\.schema)\.json$/, 'settings'],
];

/**
 * The format of a file: by the schema its first line names, if that is one of ours, else by its name. Undefined for a
 * file that is none of ours.
 */
export function documentFormatOf(uri: string, text: string): DocumentFormatId | undefined {
  const schema = schemaLine.exec(text)?.[1];
  const named = schema && schemaNames.find(([pattern]) => pattern.test(schema))?.[1];
  if (named) return named;
  const file = fileNameOf(uri);
  return byName.find(([pattern]) => pattern.test(file))?.[1];
}

/** Which syntax a file is in, by its name. */
export function syntaxOf(uri: string): 'yaml' | 'json' {
  return /\.jsonc?$/i.test(fileNameOf(uri)) ? 'json' : 'yaml';
}

/** The last part of a URI's path, readable. */
export function fileNameOf(uri: string): string {
  const name = uri.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
