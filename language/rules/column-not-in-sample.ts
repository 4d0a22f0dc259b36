import { relativePath } from '../relative-path.ts';
import { suggest } from '../suggestion.ts';
import { pairOf, type ScalarNode } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleExample, RuleFinding } from './kit/rule.ts';
import { sampledFile } from './kit/sample-of.ts';
import { sectionOf } from './kit/timing.ts';

const csv = { 'x.csv': 'ts,took\n2026-01-01,9\n' };
const json = {
  'x.ndjson': '{"type":"failure","model_id":"m","timestamp":"2026-01-01","note":{"text":"no image"}}\n',
};
const mapped = (file: string, map: string, files: RuleExample['files']) => ({
  text: `preview: { events: [${file}], map: { ${map} } }\nmonitors: []\n`,
  ...(files ? { files } : {}),
});
const metric = 'type: =metric_sample, value: took';

/** A column that `preview.map` takes a field from and that the files do not have. */
export const columnNotInSample: Rule = {
  id: 'column-not-in-sample',
  severity: 'warning',
  needsData: true,
  title: 'Mapped column that the sample does not have',
  doc:
    'A mapped field is read from its column only, so that where there is none the field is missing: its rows are no ' +
    'events, or have times that are made up. Told of CSV and Parquet files by their header, of JSON where the files of ' +
    '`preview.events` were read to their ends, and not where one of several files has it. Check the spelling.',
  good: [
    mapped('x.csv', `${metric}, timestamp: ts`, csv),
    mapped('x.csv', `${metric}, timestamp: =2026-01-01`, csv),
    mapped('x.ndjson', 'message: note.text', json),
    mapped('x.csv', `${metric}, timestamp: tss`, undefined),
    mapped('"*.csv"', `${metric}, timestamp: time`, { ...csv, 'y.csv': 'time,took\n2026-01-01,9\n' }),
  ],
  bad: [
    {
      ...mapped('x.csv', `${metric}, timestamp: tss`, csv),
      marks: 'tss',
      fix: 'Change to `ts`',
      message: '`x.csv` has no column `tss`; did you mean `ts`?',
    },
    {
      ...mapped('x.csv', 'type: =metric_sample, value: tok, timestamp: ts', csv),
      marks: 'tok',
      fix: 'Change to `took`',
    },
    { ...mapped('x.ndjson', 'message: note.txt', json), marks: 'note.txt', fix: 'Change to `note.text`' },
    {
      ...mapped('"*.csv"', `${metric}, timestamp: when`, { ...csv, 'y.csv': csv['x.csv'] }),
      marks: 'when',
      message: '`x.csv` and 1 more file have no column `when`',
    },
  ],
  check(context) {
    const preview = sectionOf(context.config, 'preview');
    const map = preview && pairOf(preview, 'map')?.value;
    if (map?.kind !== 'map') return [];
    return map.pairs.flatMap(({ value }) => (value.kind === 'scalar' ? ofColumn(value, context) : []));
  },
};

function ofColumn(node: ScalarNode, context: RuleContext): RuleFinding[] {
  const { config, resolution } = context;
  const column = String(node.value);
  const lacking = resolution.sample?.missingColumns.filter((missing) => missing.column === column) ?? [];
  const [first, ...others] = lacking;
  const uri = first && sampledFile(context, first.file);
  if (uri === undefined) return [];
  const taken = Object.values(config.facts.map);
  const free = resolution.sample?.columns.filter((name) => !taken.includes(name)) ?? [];
  const { words, fix } = suggest(column, free, config.text, node);
  const file = code(relativePath(config.uri, uri));
  const files = others.length === 0 ? `${file} has` : `${file} and ${moreFiles(others.length)} have`;
  return [{ span: node, message: `${files} no column ${code(column)}${words}`, ...fix }];
}

const moreFiles = (count: number) => `${count} more ${count === 1 ? 'file' : 'files'}`;
