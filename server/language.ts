import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, Hover, Position, Range } from 'vscode-languageserver-types';
import { parse, parseDocument } from 'yaml';
import { monitorIds, planOf, type SimulationPlan } from '../core/simulate/plan.ts';
import type { FieldMap } from '../events/read-events.ts';
import { complete } from '../language/features/completion.ts';
import { hover } from '../language/features/hover.ts';
import { monitorValidator } from '../language/generated/validators.js';

// PROVISIONAL: stands in for language/service.ts until the branch `lang` is merged.

export interface Problem {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly range: Range;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly related?: readonly { readonly uri?: string; readonly range: Range; readonly message: string }[];
  readonly data?: unknown;
}

export interface MonitorPlace {
  readonly id: string;
  readonly range: Range;
  readonly line: number;
}

export interface ConfigModel {
  readonly plan?: SimulationPlan;
  readonly events: readonly string[];
  readonly map?: FieldMap;
  readonly monitors: readonly MonitorPlace[];
}

export interface LanguageFeatures {
  problems(document: TextDocument): Promise<readonly Problem[]>;
  model(document: TextDocument): Promise<ConfigModel>;
  forget(uri: string): void;
  complete(document: TextDocument, position: Position, snippets: boolean): Promise<CompletionList>;
  hover(document: TextDocument, position: Position): Hover | undefined;
}

export interface LanguageHost {
  readText(uri: string): Promise<string | undefined>;
  matchFiles(baseUri: string, pattern: string): Promise<readonly string[]>;
}

export function createLanguageFeatures(_host: LanguageHost): LanguageFeatures {
  const errorsOf = (document: TextDocument): readonly { message: string; path: string[] }[] => {
    const [error] = parseDocument(document.getText()).errors;
    if (error) return [{ message: error.message.split('\n')[0] ?? '', path: [] }];
    if (monitorValidator(parse(document.getText()))) return [];
    return (monitorValidator.errors ?? []).slice(0, 1).map((found) => ({
      message: found.message ?? '',
      path: found.instancePath.split('/').slice(1),
    }));
  };
  const rangeOf = (document: TextDocument, path: readonly string[]): Range => {
    const node = parseDocument(document.getText()).getIn(
      path.map((p) => (/^\d+$/.test(p) ? Number(p) : p)),
      true,
    );
    const range = (node as { range?: [number, number, number] } | undefined)?.range ?? [0, 1, 1];
    return { start: document.positionAt(range[0]), end: document.positionAt(range[1]) };
  };
  return {
    async problems(document) {
      return errorsOf(document).map(({ message, path }) => ({
        rule: 'schema',
        severity: 'error',
        message,
        range: rangeOf(document, path),
      }));
    },
    async model(document) {
      const isValid = errorsOf(document).length === 0;
      const config = isValid ? parse(document.getText()) : undefined;
      if (!config) return { events: [], monitors: [] };
      const list = Array.isArray(config) ? config : config.monitors;
      const ids = monitorIds(list);
      const monitors = ids.map((id, at) => {
        const range = rangeOf(document, Array.isArray(config) ? [`${at}`] : ['monitors', `${at}`]);
        return { id, range, line: range.start.line };
      });
      const { preview } = config;
      return { plan: planOf(config), events: preview?.events ?? [], map: preview?.map, monitors };
    },
    forget() {},
    complete: async (document, position, snippets) =>
      complete(document, position, { format: 'monitor', strategyNames: [], monitorIds: [], snippets }),
    hover: (document, position) => hover(document, position, 'monitor'),
  };
}
