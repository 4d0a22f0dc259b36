import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { directives } from '../../language/suppressions/suppression.ts';
import { ensureVsCode, vsCodeVersions } from '../../scripts/vscode/install.ts';
import { VsCodeUnavailableError } from '../../scripts/vscode/unavailable.ts';
import { grammarOver, type ScopedText } from '../helpers/grammar.ts';

/** Our grammar adds to the YAML grammar that VS Code brings, so it is tested on those of the VS Codes we support. */
describe.each(vsCodeVersions)('the grammar in VS Code %s', (version) => {
  let colour: (text: string) => ScopedText[];
  let unavailable: string | undefined;

  beforeAll(async () => {
    try {
      const { root } = await ensureVsCode(version, () => {});
      colour = await grammarOver(join(root, 'extensions/yaml'));
    } catch (error) {
      if (!(error instanceof VsCodeUnavailableError)) throw error;
      unavailable = error.message;
    }
  }, 300_000);

  const inVsCode = (name: string, run: () => void) =>
    test(name, (context) => {
      if (unavailable !== undefined) context.skip(unavailable);
      run();
    });

  /** What the grammar calls a stretch of text, as one line. */
  function scopeOf(text: string, wanted: string): string {
    const found = colour(text).find((token) => token.text === wanted);
    if (!found) throw new Error(`no token «${wanted}» in «${text}»`);
    return found.scopes.join(' ');
  }

  inVsCode('kinds and types, in every notation', () => {
    const kind = /entity\.name\.type\.kind\.driftscope$/;
    expect(scopeOf('- kind: latency', 'latency')).toMatch(kind);
    expect(scopeOf('- kind:    latency # why', 'latency')).toMatch(kind);
    expect(scopeOf('"kind": latency', 'latency')).toMatch(kind);
    expect(scopeOf('{ type: ewma, alpha: 1 }', 'ewma')).toMatch(kind);
    expect(scopeOf('{type: ewma}', 'ewma')).toMatch(kind);
    for (const text of [
      'kind:\tlatency',
      `kind:${' '.repeat(40)}latency`,
      '- kind: &a latency',
      'kind: !!str &a latency',
      "- 'kind': latency",
      '"kind" : "latency"',
      "kind: 'latency' # why",
      '{"id": "a", "kind":"latency"}',
      '{ id: a, kind: latency }',
    ])
      expect(scopeOf(text, 'latency'), text).toMatch(kind);
    for (const text of ['mankind: latency', 'man-kind: latency', '"mankind": "latency"', 'a: kind:latency'])
      expect(JSON.stringify(colour(text)), text).not.toContain('kind.driftscope');
    expect(scopeOf('kind: two words', 'two words')).not.toMatch(kind);
  });

  inVsCode('durations, with their units', () => {
    for (const text of [
      'for: 2m',
      'for:  1.5h # x',
      'for:\t2m',
      `for:${' '.repeat(40)}2m`,
      'for: &a 2m',
      '"for": "2m"',
      "{'for':'2m'}",
      '{ for: 250ms }',
      '[30s, 7d]',
      '[ 2m ]',
      '- 1d',
      '-   1d',
    ]) {
      const units = colour(text).filter(
        ({ scopes }) => scopes.at(-1) === 'keyword.other.unit.duration.driftscope',
      );
      expect(units.length, text).toBeGreaterThan(0);
    }
    expect(scopeOf('for: 2m', '2')).toContain('constant.numeric.duration.driftscope');
    for (const text of [
      'for: 2w',
      'name: 2mm',
      'version: v1.4s',
      'for: 2 m',
      'title: up to, 2m',
      'title: a - 2m',
    ]) {
      expect(JSON.stringify(colour(text)), text).not.toContain('duration.driftscope');
    }
  });

  inVsCode('severities and modes', () => {
    expect(scopeOf('severity: critical', 'critical')).toContain('constant.language.severity');
    expect(scopeOf('{ repeat: once }', 'once')).toContain('constant.language.mode');
    expect(scopeOf('severity: dire', 'dire')).not.toContain('constant.language.severity');
  });

  inVsCode('suppressions in comments, and nothing else in them', () => {
    const text = '# driftscope-disable-next-line zero-std -- kind: latency for: 2m';
    expect(scopeOf(text, 'driftscope-disable-next-line')).toContain('keyword.control.suppression');
    expect(scopeOf(text, ' zero-std -- kind: latency for: 2m')).toMatch(/comment\.line\.number-sign\.yaml$/);
    for (const directive of directives) {
      const word = `driftscope-${directive}`;
      expect(scopeOf(`a: 1 # ${word} zero-std`, word)).toContain('suppression');
      expect(scopeOf(`#\t${word}`, word)).toContain('suppression');
    }
    for (const other of [
      '# driftscope-disable-file zero-std',
      '# see driftscope-disable-line',
      '# driftscope-enabled',
    ])
      expect(JSON.stringify(colour(other)), other).not.toContain('suppression');
  });

  inVsCode('keys, numbers, anchors, aliases, documents', () => {
    expect(scopeOf('ema_alpha: 0.1', 'ema_alpha')).toContain('entity.name.tag.yaml');
    expect(scopeOf('ema_alpha: 0.1', '0.1')).toContain('constant.numeric');
    expect(scopeOf('- &slow', 'slow')).toContain('anchor');
    expect(scopeOf('- *slow', 'slow')).toContain('alias');
    expect(scopeOf('a: 1\n---\nkind: drift', 'drift')).toContain('kind.driftscope');
    expect(scopeOf('a: 1\n---\n', '---')).toContain('document');
  });

  inVsCode('text in quotes and block scalars is text', () => {
    for (const text of [
      'a: "kind: latency"',
      "a: 'for: 2m'",
      `a: "{ kind: 'latency', for: '2m' }"`,
      'a: |\n  kind: latency\n  for: 2m\n  # driftscope-disable-line',
    ]) {
      const own = colour(text).filter(({ scopes }) =>
        scopes.slice(1).some((scope) => scope.endsWith('.driftscope')),
      );
      expect(own).toEqual([]);
    }
    expect(scopeOf('a: |\n  text\nkind: drift', 'drift')).toContain('kind.driftscope');
  });

  inVsCode('nothing in our fixtures and examples is illegal', () => {
    const files = ['test/fixtures', 'examples/digit-reader', 'examples/nab-latency'].flatMap((folder) =>
      readdirSync(folder).map((name) => join(folder, name)),
    );
    for (const file of files.filter((name) => /\.monitor\.(yaml|json)$/.test(name))) {
      const illegal = colour(readFileSync(file, 'utf8')).filter(({ scopes }) =>
        scopes.join(' ').includes('invalid'),
      );
      expect(illegal).toEqual([]);
    }
  });
});
