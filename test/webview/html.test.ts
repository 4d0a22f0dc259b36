import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonForScript } from '../../webview/escape.ts';
import { panelHtml } from '../../webview/panel-html.ts';
import { reportHtml } from '../../webview/report-html.ts';
import { sha256Base64 } from '../../webview/sha256.ts';
import { fakeReport } from './fake-run.ts';

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64');

describe('sha-256', () => {
  it('equals that of node:crypto', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256Base64(text)).toBe(hash(text));
      }),
    );
    const long = 'x'.repeat(200_000);
    expect(sha256Base64(long)).toBe(hash(long));
  });
});

describe('report page', () => {
  const data = fakeReport(40);
  const script = 'const a = 1;\r\nconst b = "</script>";\n';
  const style = 'body { margin: 0 }\r\n';

  it('admits its own script and style by hash, and nothing else', () => {
    const html = reportHtml({ data, script, style });
    const code = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(code).toBe('const a = 1;\nconst b = "<\\/script>";\n');
    expect(html).toContain(`script-src &#39;sha256-${hash(code)}&#39;`);
    expect(html).toContain(`style-src &#39;sha256-${hash('body { margin: 0 }\n')}&#39;`);
    expect(html).toContain('default-src &#39;none&#39;');
    expect(html).not.toMatch(/unsafe|https?:|src=|href=/);
  });

  it('takes a nonce instead', () => {
    const html = reportHtml({ data, script, style, nonce: 'abc' });
    expect(html).toContain('script-src &#39;nonce-abc&#39;');
    expect(html.match(/nonce="abc"/g)).toHaveLength(2);
  });

  it('keeps data from ending its element or becoming markup', () => {
    const title = '</script><script>alert(1)</script><!--\u2028';
    const html = reportHtml({
      data: { ...data, summary: { ...data.summary, title } },
      script: '',
      style: '',
    });
    expect(html).not.toContain('alert(1)</script>');
    const json = /id="driftscope-data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(json).summary.title).toBe(title);
    expect(JSON.parse(jsonForScript(title))).toBe(title);
  });

  it('can be read without scripts', () => {
    const html = reportHtml({ data, script, style });
    const plain = /<noscript>([\s\S]*)<\/noscript>/.exec(html)?.[1] ?? '';
    expect(plain).toContain('<caption>Episodes</caption>');
    expect(plain).toContain('<caption>Retraining requests</caption>');
    expect(plain).toContain('accuracy and drift alerted within 1h');
  });

  it('is the same for the same data', () => {
    expect(reportHtml({ data, script, style })).toBe(reportHtml({ data: fakeReport(40), script, style }));
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
