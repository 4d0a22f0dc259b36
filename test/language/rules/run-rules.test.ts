import { expect, it } from 'vitest';
import { readConfig } from '../../../language/model/read-config.ts';
import { resolve } from '../../../language/model/resolve.ts';
import type { Rule } from '../../../language/rules/kit/rule.ts';
import { runRules } from '../../../language/rules/kit/run-rules.ts';
import { memoryHost, uriOf } from '../helpers/memory-host.ts';

const base = { severity: 'warning', title: 'T', doc: '', good: [], bad: [] } as const;

it('a rule that throws becomes one visible problem, and the others run', async () => {
  const rules: Rule[] = [
    {
      ...base,
      id: 'breaks',
      check: () => {
        throw new Error('boom');
      },
    },
    { ...base, id: 'works', check: () => [{ span: { start: 0, end: 1 }, message: 'hello' }] },
  ];
  const config = readConfig(uriOf('a.monitor.yaml'), '- kind: drift\n', 'monitor');
  const resolution = await resolve(config, memoryHost({}), new Map());
  const log: string[] = [];
  const findings = runRules(
    rules,
    { config, resolution, rules, suppressions: [], used: new Set(), settled: new Set() },
    (line) => log.push(line),
  );
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    'internal-error: Driftscope failed here, and so says less than it should: the rule `breaks` stopped with “boom”',
    'works: hello',
  ]);
  expect(log.join()).toContain('breaks');
});
