import { build } from 'esbuild';

/** The page's scripts and stylesheet as they are shipped. */
export interface Bundle {
  readonly panel: string;
  readonly report: string;
  readonly style: string;
}

/** Builds the page in memory with the settings of the product's build. */
export async function bundleWebview(): Promise<Bundle> {
  const result = await build({
    entryPoints: { panel: 'webview/main.ts', report: 'webview/report.ts', style: 'webview/panel.css' },
    outdir: 'out',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  });
  const text = (name: string) => result.outputFiles.find((file) => file.path.endsWith(name))?.text ?? '';
  return { panel: text('panel.js'), report: text('report.js'), style: text('style.css') };
}
