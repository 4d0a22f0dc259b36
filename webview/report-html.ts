import type { ReportData } from '../protocol/report-data.ts';
import { escapeHtml, jsonForScript } from './escape.ts';
import { plainTables } from './plain-tables.ts';
import { sha256Base64 } from './sha256.ts';

/** What a report is made of. */
export interface ReportPage {
  readonly data: ReportData;
  /** Text of the built `webview/report.ts`. */
  readonly script: string;
  /** Text of the built `webview/panel.css`. */
  readonly style: string;
  /** Admits script and style by this instead of by their hashes, for a host that sets its own policy. */
  readonly nonce?: string;
}

/**
 * A report as one HTML file that needs nothing else, opens from disk, and runs no script but its own; without scripts
 * it still shows the run's episodes and retraining requests as tables.
 */
export function reportHtml({ data, script, style, nonce }: ReportPage): string {
  const code = tidy(script).replace(/<\/(script)/gi, '<\\/$1');
  const css = tidy(style).replace(/<\/(style)/gi, '<\\/$1');
  const attribute = nonce === undefined ? '' : ` nonce="${escapeHtml(nonce)}"`;
  const admit = (text: string) =>
    nonce === undefined ? `'sha256-${sha256Base64(text)}'` : `'nonce-${nonce}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${admit(code)}`,
    `style-src ${admit(css)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Driftscope">
<title>${escapeHtml(data.summary.title)} – Driftscope report</title>
<style${attribute}>${css}</style>
</head>
<body class="report">
<div id="driftscope"></div>
<noscript>
${plainTables(data.summary)}
</noscript>
<script type="application/json" id="driftscope-data">${jsonForScript(data)}</script>
<script${attribute}>${code}</script>
</body>
</html>
`;
}

/** HTML parsers turn CRLF into LF, which would change the hash of what they run. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n');
