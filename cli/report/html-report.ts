import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportData } from '../../engine/report-data.ts';
import type { FinishedRun } from '../../engine/run-plan.ts';
import { reasonOf } from '../../host/event-files.ts';
import { reportHtml } from '../../webview/report-html.ts';
import { UsageError } from '../io.ts';
import type { PlannedConfig } from '../planned-config.ts';

/** Writes the run as one HTML file that needs nothing else. */
export async function writeHtmlReport(
  path: string,
  shown: string,
  { plan, uri, shown: title, lines }: PlannedConfig,
  finished: FinishedRun,
  files: readonly string[],
): Promise<void> {
  const data = reportData(finished, plan, { runId: 0, uri: fileName(uri), title, files, lines });
  const [script, style] = await Promise.all([bundled('report.js'), bundled('panel.css')]);
  const html = reportHtml({ data, script, style, sha256 });
  await writeFile(path, html).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'the folder does not exist' : reasonOf(error);
    throw new UsageError(`--report ${shown}: ${reason}`);
  });
}

/** A report may be passed on; it names the config, not the machine it lay on. */
const fileName = (uri: string) => uri.slice(uri.lastIndexOf('/') + 1);

/** Script and style of the page lie beside the bundled command line. */
function bundled(name: string): Promise<string> {
  const folder = dirname(fileURLToPath(import.meta.url));
  return readFile(join(folder, name), 'utf8').catch(() => {
    throw new Error(`${name} is missing beside the program; run npm run build`);
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
