/**
 * `npm run bench`: what the speed targets say, measured side by side in one run.
 *
 *     npm run bench -- events            one section (or several: `-- events detectors`)
 *     npm run bench -- --save FILE       writes the ratios as JSON
 *     npm run bench -- --against FILE    prints how each ratio has changed
 *
 * A section is `scripts/bench/NAME.ts`, which exports `run(bench)`. It is bundled as the build bundles, because bundles are what
 * ships, and what runs a file at a time is slower in its inner loops. `stream` takes long and runs only when it is named;
 * what follows its name is its own (`npm run bench -- stream --gigabytes 10`).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { table } from '../cli/report/table.ts';
import { bundled } from './bench/bundle.ts';
import { Bench } from './bench/kit.ts';

const usual = ['events', 'detectors', 'engine'];
const { values, tokens } = parseArgs({
  options: { save: { type: 'string' }, against: { type: 'string' } },
  strict: false,
  allowPositionals: true,
  tokens: true,
});

const ratios = new Map<string, number>();
let missed = 0;
for (const section of sections()) {
  const path = fileURLToPath(new URL(`bench/${section}.ts`, import.meta.url));
  if (!existsSync(path)) {
    console.error(`There is no section ${section} (scripts/bench/${section}.ts).`);
    if (!usual.includes(section)) process.exit(2);
    continue;
  }
  console.log(`\n── ${section}`);
  const bench = new Bench(process.argv.slice(2));
  await (await bundled(path)).run(bench);
  for (const [name, value] of bench.ratios) ratios.set(name, value);
  missed += bench.missed;
}
if (typeof values.save === 'string') {
  writeFileSync(values.save, `${JSON.stringify(Object.fromEntries(ratios), rounded, 2)}\n`);
}
if (typeof values.against === 'string') printChanges(values.against);
console.log(missed === 0 ? '\nAll targets are met.' : `\n${missed} targets are missed.`);

/** The sections named, or the usual ones. What belongs to an option is no name. */
function sections(): readonly string[] {
  const firstOption = tokens.find((token) => token.kind === 'option');
  const named = tokens.flatMap((token) =>
    token.kind === 'positional' && token.index < (firstOption?.index ?? Number.POSITIVE_INFINITY)
      ? [token.value]
      : [],
  );
  return named.length > 0 ? named : usual;
}

function printChanges(file: string): void {
  const earlier = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  const lines = [...ratios].map(([name, now]) => {
    const before = earlier[name];
    if (before === undefined) return [name, '', now.toFixed(2), 'new'];
    const change = now / before - 1;
    const percent = `${change < 0 ? '' : '+'}${(change * 100).toFixed(0)} %`;
    return [name, before.toFixed(2), now.toFixed(2), change < -0.1 ? `${percent}  SLOWER` : percent];
  });
  const gone = Object.keys(earlier).filter((name) => !ratios.has(name));
  console.log(`\nRatios against ${file}`);
  console.log(table([['', 'before', 'now', 'change'], ...lines], [1, 2]));
  if (gone.length > 0) console.log(`  not measured this time: ${gone.length}`);
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(3)) : value;
}
