import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SimulationPlan, StrategyPlan } from '../../../core/simulate/plan.ts';
import { createLanguageService } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

export interface Refactored {
  readonly title: string;
  readonly text: string;
}

/** What is offered of some kinds at a place of a file, each with the text after it. */
export async function refactorings(
  { path, text, files = {} }: { path: string; text: string; files?: Readonly<Record<string, string>> },
  at: number,
  only: readonly string[],
): Promise<Refactored[]> {
  const service = createLanguageService(memoryHost({ ...files, [path]: text }));
  return offeredBy(service, documentOf(path, text), at, only);
}

/** Every different thing that is offered of some kinds anywhere in a file. */
export async function everyRefactoring(
  { path, text, files = {} }: { path: string; text: string; files?: Readonly<Record<string, string>> },
  only: readonly string[],
): Promise<Refactored[]> {
  const service = createLanguageService(memoryHost({ ...files, [path]: text }));
  const document = documentOf(path, text);
  const found = new Map<string, Refactored>();
  for (const { index } of text.matchAll(/[\w"'}]+/g))
    for (const one of await offeredBy(service, document, index, only)) found.set(one.title + one.text, one);
  return [...found.values()];
}

async function offeredBy(
  service: ReturnType<typeof createLanguageService>,
  document: TextDocument,
  offset: number,
  only: readonly string[],
): Promise<Refactored[]> {
  const at = document.positionAt(offset);
  const actions = await service.codeActions(document, { start: at, end: at }, only);
  return actions.map(({ title, edits }) => ({
    title,
    text: TextDocument.applyEdits(document, [...edits]),
  }));
}

/** What a text comes to: its plan, and each different thing that is said of it. */
export async function meaningOf(path: string, text: string, files: Readonly<Record<string, string>> = {}) {
  const service = createLanguageService(memoryHost({ ...files, [path]: text }));
  const document = documentOf(path, text);
  const { plan } = await service.model(document);
  const problems = await service.problems(document);
  // Rules tell of a name once, however many parts of what it stands for are wrong in the same way.
  const said = new Set(problems.map(({ rule, message }) => `${rule}: ${message}`));
  return { plan, problems: [...said].toSorted() };
}

/** A plan without what its strategies are called. */
export function nameless(plan: SimulationPlan | undefined) {
  const unnamed = ({ parts, label: _, ...rest }: StrategyPlan): unknown => ({
    ...rest,
    ...(parts ? { parts: parts.map(unnamed) } : {}),
  });
  return (
    plan && {
      ...plan,
      monitors: plan.monitors.map((monitor) => ({ ...monitor, strategies: monitor.strategies.map(unnamed) })),
    }
  );
}
