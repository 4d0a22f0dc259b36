import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLanguageService, type LanguageService } from '../../../../language/service.ts';
import { documentOf, memoryHost } from '../../helpers/memory-host.ts';
import { applied } from './project.ts';

type Files = Readonly<Record<string, string>>;

/** Names of which some need quotes in YAML, and some are what monitors without an id are called. */
const names = [
  'a',
  'b.c',
  'slow-burn',
  'latency',
  'drift',
  'latency-2',
  '_x',
  'on',
  '1e3',
  'null',
  '2026-01-01',
];
const plainNames = new Set(['a', 'b.c', 'slow-burn', 'latency', 'drift', 'latency-2', '_x']);
const kinds = ['latency', 'drift', 'error'];

interface Draft {
  readonly style: 'block' | 'flow' | 'json';
  readonly lineEnd: string;
  readonly monitors: readonly {
    readonly kind: string;
    readonly id: string | undefined;
    readonly uses: readonly string[];
  }[];
  readonly own: readonly string[];
  readonly shared: readonly string[];
  readonly on: readonly number[];
}

const nameList = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 });
const draft: fc.Arbitrary<Draft> = fc.record({
  style: fc.constantFrom('block', 'flow', 'json'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  monitors: fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...kinds),
      id: fc.option(fc.constantFrom(...names), { nil: undefined }),
      uses: nameList,
    }),
    { minLength: 1, maxLength: 5, selector: ({ id }) => id ?? Symbol('derived') },
  ),
  own: nameList,
  shared: nameList,
  on: fc.array(fc.nat(), { maxLength: 3 }),
});

const quoted = (name: string) => (plainNames.has(name) ? name : `"${name}"`);

/** A config, the strategies it includes, its tests, and a second config that includes the same. */
function filesOf({ style, lineEnd, monitors, own, shared, on }: Draft): Files {
  const known = new Set([...own, ...shared]);
  const items = monitors.map(({ kind, id, uses }) => {
    const strategies = uses.filter((name) => known.has(name));
    return {
      ...(id === undefined ? {} : { id }),
      kind,
      ...(strategies.length > 0 ? { strategy: strategies } : {}),
    };
  });
  const ids = derivedIds(items);
  const wanted = [...new Set(on.map((at) => ids[at % ids.length] ?? ''))];
  const strategies = (from: readonly string[]) =>
    from.map((name) => `  ${quoted(name)}: { type: p_value }`).join('\n');
  const yamlItem = (item: (typeof items)[number]) =>
    Object.entries(item).map(
      ([key, value]) =>
        `${key}: ${Array.isArray(value) ? `[${value.map(quoted).join(', ')}]` : quoted(value as string)}`,
    );
  const yaml = [
    '# a config 😀',
    'include: [common.strategies.yaml]',
    'monitors:',
    ...items.map((item) =>
      style === 'flow' ? `  - { ${yamlItem(item).join(', ')} }` : `  - ${yamlItem(item).join('\n    ')}`,
    ),
    ...(own.length > 0 ? ['strategies:', strategies(own)] : []),
    ...(wanted.length > 0 ? ['retraining:', `  - on: [${wanted.map(quoted).join(', ')}]`] : []),
    '',
  ].join('\n');
  const json = JSON.stringify(
    {
      include: ['common.strategies.yaml'],
      monitors: items,
      ...{ strategies: Object.fromEntries(own.map((name) => [name, { type: 'p_value' }])) },
      retraining: wanted.length > 0 ? [{ on: wanted }] : [],
    },
    null,
    2,
  );
  const config = style === 'json' ? 'a.monitor.json' : 'a.monitor.yaml';
  const texts = {
    [config]: style === 'json' ? json : yaml,
    'common.strategies.yaml': shared.length > 0 ? `strategies:\n${strategies(shared)}\n` : 'strategies: {}\n',
    'a.monitor.test.yaml': `config: ${config}\ntests:\n${ids.map((id) => `  - { name: t, expect: [{ monitor: ${quoted(id)}, never: true }] }`).join('\n')}\n`,
    'b.monitor.yaml': `include: [common.strategies.yaml]\nmonitors:\n${shared.map((name) => `  - { kind: drift, strategy: ${quoted(name)} }`).join('\n') || '  - kind: drift'}\n`,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, text.replaceAll('\n', lineEnd)]),
  );
}

/** The oracle for ids without one, by the words of the documentation: the kind, numbered from the second one on. */
function derivedIds(items: readonly { readonly id?: string; readonly kind: string }[]): string[] {
  const given = items.flatMap(({ id }) => id ?? []);
  const ids: string[] = [];
  for (const { id, kind } of items) {
    const options = [kind, ...items.map((_, at) => `${kind}-${at + 2}`), `${kind}-${items.length + 2}`];
    const derived = options.find((option) => !given.includes(option) && !taken(ids, items, option));
    ids.push(id ?? derived ?? '');
  }
  return ids;
}

const taken = (ids: readonly string[], items: readonly { readonly id?: string }[], name: string) =>
  ids.some((id, at) => id === name && items[at]?.id === undefined);

async function findings(files: Files): Promise<string[]> {
  const service = createLanguageService(memoryHost(files));
  const all = await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const document = documentOf(path, text);
      const problems = await service.problems(document);
      return problems.map(({ rule, message }) => `${path}: ${rule}: ${message}`);
    }),
  );
  return all.flat().filter((line) => / (unknown-|duplicate-|schema-|yaml-|json-|internal)/.test(line));
}

/** Every rename that can be asked for in a file, by the places of its words. */
async function spots(service: LanguageService, path: string, text: string) {
  const document = documentOf(path, text);
  const found = new Map<string, { at: number; name: string }>();
  for (const { index: at } of text.matchAll(/[\w.-]+/g)) {
    const start = await service.prepareRename(document, document.positionAt(at));
    if (!start || 'refusal' in start) continue;
    const key = `${start.range.start.line}:${start.range.start.character}`;
    if (!found.has(key))
      found.set(key, { at: document.offsetAt(start.range.start), name: start.placeholder });
  }
  return [...found.values()];
}

/** The files after the rename of what stands at an offset; undefined where it is refused. */
async function renamed(files: Files, path: string, at: number, name: string): Promise<Files | undefined> {
  const document = documentOf(path, files[path] ?? '');
  const service = createLanguageService(memoryHost(files));
  const answer = await service.rename(document, document.positionAt(at), name);
  return 'refusal' in answer ? undefined : applied({ files }, answer.files);
}

/** The way back from a rename: of what stands where the first one was asked for. */
async function renamedBack(after: Files, path: string, nth: number, to: string): Promise<Files | undefined> {
  const service = createLanguageService(memoryHost(after));
  const spot = (await spots(service, path, after[path] ?? ''))[nth];
  return spot && renamed(after, path, spot.at, to);
}

/** How often a monitor is given an id. */
const idCount = (files: Files) =>
  Object.values(files)
    .join('')
    .match(/\bid"?:/g)?.length ?? 0;

/** Quotes that a name needs stay when it gets one that does not. */
const withoutQuotes = (files: Files) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(/["']/g, '')]));

it('a rename leaves nothing unknown, doubled or broken, and the way back gives the same texts', async () => {
  const done = { renames: 0, returns: 0 };
  const to = fc.constantFrom(...names, 'fresh', 'on-call');
  await fc.assert(
    fc.asyncProperty(draft, fc.nat(), fc.nat(), to, async (given, file, spot, name) => {
      const files = filesOf(given);
      expect(await findings(files)).toEqual([]);
      const path = Object.keys(files)[file % 4] ?? '';
      const choices = await spots(createLanguageService(memoryHost(files)), path, files[path] ?? '');
      const choice = choices[spot % Math.max(1, choices.length)];
      fc.pre(choice !== undefined && choice.name !== name);
      const after = choice && (await renamed(files, path, choice.at, name));
      if (!after) return;
      done.renames += 1;
      expect(await findings(after)).toEqual([]);
      // An id that was given on the way stays; and a name that hid another, or was hidden, is now taken by the other.
      const isDoubled = given.own.includes(choice.name) && given.shared.includes(choice.name);
      if (isDoubled || idCount(after) > idCount(files)) return;
      done.returns += 1;
      const back = await renamedBack(after, path, choices.indexOf(choice), choice.name);
      const same = plainNames.has(name) ? (texts: Files) => texts : withoutQuotes;
      expect(back && same(back)).toEqual(same(files));
    }),
    { numRuns: 60 },
  );
  expect(done.renames).toBeGreaterThan(15);
  expect(done.returns).toBeGreaterThan(8);
});
