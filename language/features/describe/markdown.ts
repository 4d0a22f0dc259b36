import type { MarkupContent } from 'vscode-languageserver-types';

/** Markdown in the form in which LSP carries it. Empty blocks are left out. */
export const markdown = (...blocks: readonly string[]): MarkupContent => ({
  kind: 'markdown',
  value: blocks.filter((block) => block !== '').join('\n\n'),
});

export const code = (text: string) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

export const codeList = (values: readonly unknown[]) =>
  values.map((value) => code(flowText(value))).join(', ');

/** A value as YAML in brackets. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flowText(inner)}`)
    .join(', ')} }`;
}

export const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

export const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

/** How emphasis is shown where Markdown is not. */
export interface Emphasis {
  readonly bold: (words: string) => string;
  /** Of code, without its backticks. */
  readonly code: (text: string) => string;
}

const noEmphasis: Emphasis = { bold: (words) => words, code: (text) => text };

/** Markdown as we write it, for where it is read as it is: fenced text is set in, and emphasis left out or shown otherwise. */
export function plainText(markdownText: string, { bold, code: plainCode }: Emphasis = noEmphasis): string {
  let isFenced = false;
  const lines = markdownText.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isFenced = !isFenced;
      return [];
    }
    if (isFenced) return [`    ${line}`];
    return [
      line
        .replaceAll(/\*\*([^*]+)\*\*/g, (_, words: string) => bold(words))
        .replaceAll(/`` (.+?) ``|`([^`]+)`/g, (_, twice: string, once: string) => plainCode(twice ?? once)),
    ];
  });
  return lines.join('\n');
}
