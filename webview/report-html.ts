import type { ReportData } from '../protocol/report-data.ts';
import { escapeHtml, jsonForScript } from './escape.ts';
import { plainTables } from './plain-tables.ts';

/** What a report is made of. */
export interface ReportPage {
  readonly data: ReportData;
  /** Text of the built `webview/report.ts`. */
  readonly script: string;
  /** Text of the built `webview/panel.css`. */
  readonly style: string;
  /** SHA-256 of a text in base64, by the host's own means; script and style are admitted by it. */
  readonly sha256: (text: string) => string;
}

/**
 * A report as one HTML file that needs nothing else, opens from disk, and runs no script but its own; without scripts
 * it still shows the run's episodes and retraining requests as tables.
 */
export function reportHtml({ data, script, style, sha256 }: ReportPage): string {
  const code = tidy(script).replace(/<\/(script)/gi, '<\\/$1');
  const css = tidy(style).replace(/<\/(style)/gi, '<\\/$1');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(code)}'`,
    `style-src 'sha256-${sha256(css)}'`,
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
<style>${css}</style>
</head>
<body class="report">
<div id="driftscope"></div>
<noscript>
${plainTables(data.summary)}
</noscript>
<script type="application/json" id="driftscope-data">${jsonForScript(data)}</script>
<script>${code}</script>
</body>
</html>
`;
}

/** HTML parsers turn CRLF into LF, which would change the hash of what they run. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n');
