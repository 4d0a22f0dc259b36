import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Finding, FixEdit } from '../finding.ts';
import type { NamedStrategy } from '../model/facts.ts';
import { isDamaged, type ReadConfig } from '../model/read-config.ts';
import { rangeOf } from '../problem.ts';
import { overlap } from '../syntax/tree.ts';
import { idsToAdd } from './code-actions/add-id.ts';
import { includesOf, type StrategyFile } from './code-actions/add-include.ts';
import { extraction, type Refactoring, type StrategiesKnown } from './code-actions/extract-strategy.ts';
import { certainFixes } from './code-actions/fix-all.ts';
import { fixesOf } from './code-actions/fixes-of.ts';
import { inlining, inliningEverywhere } from './code-actions/inline-strategy.ts';
import type { Known } from './code-actions/known-facts.ts';
import { silencesOf } from './code-actions/silence.ts';

/** Kinds of actions, in LSP's words. */
export const actionKinds = {
  fix: 'quickfix',
  rewrite: 'refactor.rewrite',
  extract: 'refactor.extract',
  inline: 'refactor.inline',
  fixAll: 'source.fixAll.driftscope',
} as const;

/** Something an editor can offer to do. */
export interface Action {
  /** An order in plain words. */
  readonly title: string;
  readonly kind: string;
  /** It is what most people want here. */
  readonly isPreferred: boolean;
  readonly edits: readonly TextEdit[];
  /** The finding it answers. */
  readonly finding?: Finding;
}

/** A document with what was found in it. */
export interface ActionContext extends Known {
  readonly document: TextDocument;
  readonly config: ReadConfig;
  readonly findings: readonly Finding[];
  /** Files that could be included. */
  readonly strategyFiles: readonly StrategyFile[];
  /** What is known of the strategies of other files. */
  readonly strategies: StrategiesKnown;
  /** The strategy whose definition the stretch is at, where no other file names it. */
  readonly ownDefinition: NamedStrategy | undefined;
  /** An included file, as it was read. */
  fileOf(uri: string): ReadConfig | undefined;
  /** Whether a comment can silence a finding. */
  canSilence(finding: Finding): boolean;
}

/**
 * What can be done about the stretch of a document.
 * @param only kinds that are asked for, with all below them; undefined for all but those that must be asked for
 */
export function codeActions(context: ActionContext, range: Range, only?: readonly string[]): Action[] {
  const isWanted = (kind: string) => only?.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const fixes = only === undefined || isWanted(actionKinds.fix) ? quickFixes(context, range) : [];
  const refactorings = refactoringsAt(
    context,
    range,
    (kind) => only === undefined || isWanted(kind) === true,
  );
  return [...fixes, ...refactorings, ...(isWanted(actionKinds.fixAll) ? fixAll(context) : [])];
}

/** Changes of the form that answer no finding; what the config does stays the same. */
function refactoringsAt(context: ActionContext, range: Range, isWanted: (kind: string) => boolean): Action[] {
  const { document, config, strategies, ownDefinition, fileOf } = context;
  if (isDamaged(config)) return [];
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const { rewrite, extract, inline } = actionKinds;
  const makers: readonly [kind: string, make: () => readonly (Refactoring | undefined)[]][] = [
    [rewrite, () => idsToAdd(config, stretch)],
    [extract, () => [extraction(config, stretch, strategies)]],
    [inline, () => [inlining(config, stretch, strategies, fileOf)]],
    [inline, () => [ownDefinition && inliningEverywhere(config, ownDefinition)]],
  ];
  const wanted = makers.filter(([kind]) => isWanted(kind));
  return wanted.flatMap(([kind, make]) =>
    make()
      .filter((found) => found !== undefined)
      .map(({ title, edits }) => ({
        ...{ title, kind, isPreferred: false },
        edits: textEdits(edits, document),
      })),
  );
}

function quickFixes(context: ActionContext, range: Range): Action[] {
  const { document, config, findings } = context;
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const here = findings
    .filter(({ span }) => overlap(span, stretch) || span.end === stretch.start)
    .toSorted((a, b) => a.span.start - b.span.start);
  const kind = actionKinds.fix;
  const fixes = here.flatMap((finding) =>
    [...fixesOf(finding, config, context), ...inclusions(finding, context)].map(
      ({ title, isPreferred, edits }) => ({
        ...{ title, kind, isPreferred, finding },
        edits: textEdits(edits, document),
      }),
    ),
  );
  const silences = here
    .filter((finding) => context.canSilence(finding))
    .flatMap((finding) =>
      silencesOf(finding, config).map(({ title, edits }) => ({
        ...{ title, kind, isPreferred: false, finding },
        edits: textEdits(edits, document),
      })),
    );
  return [...fixes, ...silences];
}

/** Whether another file may have the answer. */
export const mayBeElsewhere = ({ rule }: Finding) => rule === 'unknown-strategy';

function inclusions(finding: Finding, { config, strategyFiles }: ActionContext) {
  if (!mayBeElsewhere(finding)) return [];
  const name = config.text.slice(finding.span.start, finding.span.end).replace(/^(["'])(.*)\1$/, '$2');
  return includesOf(name, config, strategyFiles).map((fix) => ({ ...fix, isPreferred: !finding.data }));
}

function fixAll({ document, config, findings }: ActionContext): Action[] {
  const edits = textEdits(certainFixes(findings, config).edits, document);
  const { fixAll: kind } = actionKinds;
  return edits.length === 0 ? [] : [{ title: 'Fix all that is certain', kind, isPreferred: false, edits }];
}

/** Edits by offset as edits by line. */
export function textEdits(edits: readonly FixEdit[], document: TextDocument): TextEdit[] {
  return edits.map(({ newText, ...span }) => ({ range: rangeOf(span, document), newText }));
}
