import * as vscode from 'vscode';

const ownSchema =
  /^\uFEFF?#\s*yaml-language-server:\s*\$schema=\S*(?:driftscope-(?:monitor|strategy|test)|(?:monitor|strategy|test)\.schema)\.json/;

/** Takes in a YAML file of any name whose first line names one of our schemas. */
export async function adoptDocument(document: vscode.TextDocument): Promise<void> {
  if (document.languageId !== 'yaml' || !ownSchema.test(document.lineAt(0).text)) return;
  await vscode.languages.setTextDocumentLanguage(document, 'driftscope');
}
