import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The parts that are about the simulation, or about LSP itself; the rest of `server/` is wiring and has no reason to grow. */
const simulation = /^(worker|simulation|run-orders|lsp-manners)/;

const linesOf = (file: string) => readFileSync(join('server', file), 'utf8').split('\n').length;

test('the wiring stays thin: what is about the language belongs to language/', () => {
  const files = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const wiring = files.filter((file) => !simulation.test(file));
  expect(wiring.filter((file) => linesOf(file) > 250)).toEqual([]);
  // About thirty requests and notifications of LSP, each with its few lines.
  expect(wiring.reduce((sum, file) => sum + linesOf(file), 0)).toBeLessThanOrEqual(1500);
});

test('the wiring knows of the language what its service and its reference say', () => {
  const imports = readdirSync('server', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap(
      (file) =>
        readFileSync(join('server', file), 'utf8').match(/(?<=from '[./]*\/)language\/[^']*(?=')/g) ?? [],
    );
  const known = ['reference', 'service'].map((file) => `language/${file}.ts`);
  expect([...new Set(imports)].sort()).toEqual(known);
});

test('the wiring knows nothing of Node', () => {
  const files = readdirSync('server').filter((file) => file.endsWith('.ts'));
  const entries = ['run-server.ts', 'main.ts', 'worker.ts'];
  const guilty = files
    .filter((file) => !entries.includes(file))
    .filter((file) =>
      /from '(node:|\.\.\/host\/|vscode-languageserver\/node)/.test(
        readFileSync(join('server', file), 'utf8'),
      ),
    );
  expect(guilty).toEqual([]);
});
