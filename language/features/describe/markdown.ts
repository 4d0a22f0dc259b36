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
