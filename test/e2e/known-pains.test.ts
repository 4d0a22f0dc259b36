import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LspClient } from '../helpers/lsp-client.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

/** Those of `test/language/known-pains.test.ts` that only what was built can show. */
describe('CI and editor', () => {
  test('say the same of one file, settings and suppressions included', async () => {
    const text =
      '- { kind: accuracy, strategy: { type: threshold, threshold: 2 } } # driftscope-disable-line threshold-always-fires -- a test\n' +
      '- { kind: confidence, strategy: { type: cusum, baseline_std: 0 } }\n- { kind: drft }\n';
    const folder = tempDir({
      'a.monitor.yaml': text,
      'driftscope.config.yaml': 'rules: { zero-std: error }\n',
    });
    const { stdout } = await runCli(['lint', '--format', 'sarif'], { cwd: folder });
    const { results } = JSON.parse(stdout).runs[0];
    const inCi = results.map(({ ruleId, level }: { ruleId: string; level: string }) => `${ruleId} ${level}`);
    const client = await LspClient.start({ server: resolve('dist/server.cjs') });
    try {
      const uri = pathToFileURL(join(folder, 'a.monitor.yaml')).href;
      await client.open(uri, text);
      const { diagnostics } = await client.diagnostics(uri, 1);
      const inEditor = diagnostics.map(
        ({ code, severity }) => `${code} ${severity === 1 ? 'error' : 'warning'}`,
      );
      expect(inEditor).toEqual(inCi);
      expect(inCi).toEqual(['zero-std error', 'schema-unknown-value error']);
    } finally {
      await client.kill();
    }
  });
});

describe('the network', () => {
  test.each(['server', 'worker', 'cli', 'extension'])('%s has nothing that could fetch', (name) => {
    const bundle = readFileSync(`dist/${name}.cjs`, 'utf8');
    expect(bundle).not.toMatch(/require\("(node:)?(https?|http2|tls|dns|dgram)(\/promises)?"\)/);
    expect(bundle).not.toMatch(/(^|[^\w.$#])fetch\(|globalThis\.fetch|XMLHttpRequest|WebSocket|EventSource/);
  });
});
