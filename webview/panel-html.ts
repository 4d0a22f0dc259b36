import { escapeHtml } from './escape.ts';

/** What the extension knows about where the page runs. */
export interface PanelPage {
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Fresh and random for every page. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
}

/** The page of the preview panel. It holds no data: the script asks for it once it is ready. */
export function panelHtml({ scriptUri, styleUri, nonce, cspSource }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Driftscope preview</title>
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body>
<div id="driftscope"></div>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}
