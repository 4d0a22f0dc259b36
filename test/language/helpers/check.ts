import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService, type Problem } from '../../../language/service.ts';
import { documentOf, memoryHost } from './memory-host.ts';

/** The problems of a text in a file of that name, with other files beside it. */
export async function check(
  text: string,
  file = 'a.monitor.yaml',
  files: Readonly<Record<string, string>> = {},
): Promise<{ document: TextDocument; problems: readonly Problem[] }> {
  const document = documentOf(file, text);
  const service = createLanguageService(memoryHost({ [file]: text, ...files }));
  return { document, problems: await service.problems(document) };
}

/** Problems as lines that can be read in a test: `rule «marked text» message`. */
export async function told(
  text: string,
  file?: string,
  files?: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { document, problems } = await check(text, file, files);
  return problems.map((problem) => `${problem.rule} «${document.getText(problem.range)}» ${problem.message}`);
}

/** Only the rules and the marked texts. */
export async function marks(
  text: string,
  file?: string,
  files?: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { document, problems } = await check(text, file, files);
  return problems.map((problem) => `${problem.rule} «${document.getText(problem.range)}»`);
}
