import { ErrorCodes } from 'vscode-languageserver';
import { lspMethods } from '../../protocol/lsp-messages.ts';
import type { Verdict } from './lifecycle-gate.ts';
import type { WireMessage } from './position-boundary.ts';

/** What must be there: a plain value, an object with at least these fields, or a list of such. */
type Shape = 'string' | 'number' | readonly [Shape] | { readonly [field: string]: Shape };

const uri = { uri: 'string' } as const;
const about = { textDocument: uri } as const;
const position = { line: 'number', character: 'number' } as const;
const range = { start: position, end: position } as const;
const at = { ...about, position } as const;
const layout = { ...about, options: { tabSize: 'number' } } as const;
const ofRun = { uri: 'string', question: { runId: 'number' } } as const;

/** What our handlers rely on, of every request that they take. */
const shapes: Readonly<Record<string, Shape>> = {
  initialize: { capabilities: {} },
  'textDocument/codeAction': { ...about, range, context: {} },
  'textDocument/codeLens': about,
  'textDocument/completion': at,
  'textDocument/definition': at,
  'textDocument/diagnostic': about,
  'textDocument/documentHighlight': at,
  'textDocument/documentLink': about,
  'textDocument/documentSymbol': about,
  'textDocument/foldingRange': about,
  'textDocument/formatting': layout,
  'textDocument/hover': at,
  'textDocument/inlayHint': { ...about, range },
  'textDocument/onTypeFormatting': { ...layout, position },
  'textDocument/prepareRename': at,
  'textDocument/rangeFormatting': { ...layout, range },
  'textDocument/references': { ...at, context: {} },
  'textDocument/rename': { ...at, newName: 'string' },
  'textDocument/selectionRange': { ...about, positions: [position] },
  'textDocument/semanticTokens/full': about,
  'textDocument/semanticTokens/full/delta': { ...about, previousResultId: 'string' },
  'textDocument/semanticTokens/range': { ...about, range },
  'workspace/diagnostic': { previousResultIds: [{ uri: 'string', value: 'string' }] },
  'workspace/executeCommand': { command: 'string' },
  'workspace/symbol': { query: 'string' },
  [lspMethods.simulate]: uri,
  [lspMethods.range]: ofRun,
  [lspMethods.alerts]: ofRun,
  [lspMethods.why]: ofRun,
  [lspMethods.eventPlace]: { ...uri, runId: 'number', event: 'number' },
};

/** The refusal of a request without what it must say; undefined where nothing is amiss. */
export function badParams({ id, method = '', params }: WireMessage): Verdict | undefined {
  const shape = id === undefined ? undefined : shapes[method];
  const fault = shape && faultOf(params, shape, 'params');
  return fault === undefined ? undefined : { code: ErrorCodes.InvalidParams, message: `${method}: ${fault}` };
}

/** The first thing that is amiss, in words. */
function faultOf(value: unknown, shape: Shape, name: string): string | undefined {
  if (typeof shape === 'string') {
    return typeof value === shape ? undefined : `\`${name}\` must be a ${shape}`;
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return `\`${name}\` must be a list`;
    return firstOf(value, (item, index) => faultOf(item, shape[0], `${name}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `\`${name}\` must be an object`;
  const fields = value as Readonly<Record<string, unknown>>;
  return firstOf(Object.entries(shape), ([field, inner]) =>
    faultOf(fields[field], inner, `${name}.${field}`),
  );
}

const isList = (shape: Exclude<Shape, string>): shape is readonly [Shape] => Array.isArray(shape);

function firstOf<T>(
  items: readonly T[],
  find: (item: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
