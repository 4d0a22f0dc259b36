import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../language/rules/index.ts';
import type { RuleExample } from '../../../language/rules/kit/rule.ts';
import type { Problem } from '../../../language/service.ts';
import { check } from '../helpers/check.ts';

const folder = new URL('../../../language/rules/', import.meta.url);

type Wanted = (problem: Problem) => boolean;

async function findingsOf({ text, file = 'example.monitor.yaml', files }: RuleExample, isWanted: Wanted) {
  const { document, problems } = await check(text, file, files);
  return problems
    .filter((problem) => isWanted(problem) || problem.rule === 'internal-error')
    .map(({ rule, message, range }) => ({ rule, message, mark: document.getText(range) }));
}

describe('the registry of rules', () => {
  it('has every rule file once (add a forgotten one to language/rules/index.ts)', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
    expect(rules.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      it('says what it is, with examples of both sorts', () => {
        expect(rule.title).toMatch(/^[A-Z][^.]*$/);
        expect(rule.doc.length).toBeGreaterThan(60);
        expect(rule.good.length).toBeGreaterThan(0);
        expect(rule.bad.length).toBeGreaterThan(0);
        expect(rule.bad.some(({ message }) => message !== undefined)).toBe(true);
      });

      it.each(rule.good.map((example) => [example.text, example] as const))(
        'is silent on %j',
        async (_, example) => {
          // The pages of the rules show them as configs that are fine: they must be valid in every respect.
          const isBad: Wanted = ({ rule: id, severity }) => id === rule.id || severity === 'error';
          expect(await findingsOf(example, isBad)).toEqual([]);
        },
      );

      it.each(rule.bad.map((example) => [example.text, example] as const))(
        'speaks of %j',
        async (_, example) => {
          const findings = await findingsOf(example, ({ rule: id }) => id === rule.id);
          expect(findings.map(({ mark }) => mark)).toEqual([example.marks]);
          if (example.message !== undefined) expect(findings[0]?.message).toBe(example.message);
        },
      );
    });
  }
});
