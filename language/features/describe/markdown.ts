import type { MarkupContent } from 'vscode-languageserver-types';

/** Markdown in the form in which LSP carries it. Empty blocks are left out. */
export const markdown = (...blocks: readonly string[]): MarkupContent => ({
  kind: 'markdown',
  value: blocks.filter((block) => block !== '').join('\n\n'),
});

export const code = (text: string) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

export const codeList = (texts: readonly unknown[]) => texts.map((text) => code(String(text))).join(', ');

export const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

export const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
