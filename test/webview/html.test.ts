import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonForScript } from '../../webview/escape.ts';
import { panelHtml } from '../../webview/panel-html.ts';
import { reportHtml } from '../../webview/report-html.ts';
import { fakeReport } from './fake-run.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64');

describe('report page', () => {
  const data = fakeReport(40);
  const script = 'const a = 1;\r\nconst b = "</script>";\n';
  const style = 'body { margin: 0 }\r\n';

  it('admits its own script and style by hash, and nothing else', () => {
    const html = reportHtml({ data, script, style, sha256 });
    const code = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(code).toBe('const a = 1;\nconst b = "<\\/script>";\n');
    expect(html).toContain(`script-src &#39;sha256-${sha256(code)}&#39;`);
    expect(html).toContain(`style-src &#39;sha256-${sha256('body { margin: 0 }\n')}&#39;`);
    expect(html).toContain('default-src &#39;none&#39;');
    expect(html).not.toMatch(/unsafe|https?:|src=|href=/);
  });

  it('keeps data from ending its element or becoming markup', () => {
    const title = '</script><script>alert(1)</script><!--\u2028';
    const html = reportHtml({
      data: { ...data, summary: { ...data.summary, title } },
      script: '',
      style: '',
      sha256,
    });
    expect(html).not.toContain('alert(1)</script>');
    const json = /id="driftscope-data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(json).summary.title).toBe(title);
    expect(JSON.parse(jsonForScript(title))).toBe(title);
  });

  it('can be read without scripts', () => {
    const html = reportHtml({ data, script, style, sha256 });
    const plain = /<noscript>([\s\S]*)<\/noscript>/.exec(html)?.[1] ?? '';
    expect(plain).toContain('<caption>Episodes</caption>');
    expect(plain).toContain('<caption>Retraining requests</caption>');
    expect(plain).toContain('accuracy and drift alerted within 1h');
  });

  it('is the same for the same data', () => {
    expect(reportHtml({ data, script, style, sha256 })).toBe(
      reportHtml({ data: fakeReport(40), script, style, sha256 }),
    );
  });
});

describe('panel page', () => {
  it('allows its script by nonce, its style by source, and holds no data', () => {
    const html = panelHtml({ scriptUri: 'vs:/p.js', styleUri: 'vs:/p.css', nonce: 'n1', cspSource: 'vs:' });
    expect(html).toContain('script-src &#39;nonce-n1&#39;; style-src vs:; font-src vs:');
    expect(html).toContain('<script nonce="n1" src="vs:/p.js"></script>');
    expect(html).not.toMatch(/unsafe|style=/);
  });
});
