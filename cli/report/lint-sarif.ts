import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Range } from 'vscode-languageserver-types';
import { rules } from '../../language/rules/index.ts';
import type { Problem } from '../../language/service.ts';
import { unusable } from '../../language/unusable.ts';
import type { CheckedFile } from '../lint/checked-file.ts';
import { version } from '../version.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, for GitHub code scanning and the like. */
export function lintSarif(files: readonly CheckedFile[]): string {
  const problems = files.flatMap(({ path, problems: own }) => own.map((problem) => ({ path, problem })));
  const descriptors = descriptorsFor(problems.map(({ problem }) => problem.rule));
  const index = new Map(descriptors.map(({ id }, at) => [id, at]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'driftscope', semanticVersion: version, rules: descriptors } },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ path }) => ({ location: { uri: uriOf(path) } })),
        results: problems.map(({ path, problem }) => resultOf(path, problem, index.get(problem.rule) ?? -1)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(
  path: string,
  { rule, severity, message, range, related = [] }: Problem,
  ruleIndex: number,
) {
  const others = related.map((place, id) => ({
    id,
    message: { text: place.message },
    ...locationOf(place.uri.endsWith(uriOf(path)) ? uriOf(path) : place.uri, place.range),
  }));
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [locationOf(uriOf(path), range)],
    ...(others.length > 0 ? { relatedLocations: others } : {}),
  };
}

const locationOf = (uri: string, { start, end }: Range) => ({
  physicalLocation: {
    artifactLocation: { uri },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  },
});

/** All rules, and what is said beside them: of syntax and schema. */
function descriptorsFor(said: readonly string[]) {
  const own = rules.map(({ id, title, doc, severity }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: doc.replaceAll('`', '') },
    help: { text: doc.replaceAll('`', ''), markdown: doc },
    defaultConfiguration: { level: levels[severity] },
  }));
  const others = [...new Set(said)].filter((id) => !rules.some((rule) => rule.id === id)).toSorted();
  return [...own, ...others.map((id) => ({ id, ...describe(id) }))];
}

function describe(id: string) {
  const { title, doc } = unusable.find((problem) => problem.id === id) ?? unchecked;
  return {
    shortDescription: { text: title },
    help: { text: doc.replaceAll('`', ''), markdown: doc },
    defaultConfiguration: { level: 'error' },
  };
}

const unchecked = { title: 'Not checked', doc: 'The file could not be checked.' };

/** A path as a URI: relative ones stay relative, so that they fit any checkout. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
