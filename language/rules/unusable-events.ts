import { eventTypes } from '../../core/spec/event-types.ts';
import type { BadFile } from '../../core/spec/sample-facts.ts';
import type { PathFacts } from '../model/facts.ts';
import { relativePath } from '../relative-path.ts';
import { suggest } from '../suggestion.ts';
import { pairOf } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { grouped, sampledFile } from './kit/sample-of.ts';
import { sectionOf } from './kit/timing.ts';

const csv = { 'data/x.csv': 'ts,took\n2026-01-01,9\n2026-01-02,7\n' };
const event = '{"type":"failure","model_id":"m","message":"no","timestamp":"2026-01-01T00:00:00Z"}\n';
const bad = '{"type":"failure","model_id":"m","timestamp":"2026-01-01T00:00:00Z"}\n';
const later = event.replace('01-01T', '01-02T');
const preview = (events: string, map = '') => `preview: { events: [${events}]${map} }\nmonitors: []\n`;

/** Event files of which nothing can be used, or less than half. */
export const unusableEvents: Rule = {
  id: 'unusable-events',
  severity: 'warning',
  needsData: true,
  title: 'Event file whose rows are no events',
  doc:
    'Rows that are no events are skipped, so that the preview shows little or nothing. Told where no row of a file of ' +
    '`preview.events` is an event, or more than half of them are not, with the reason of the first; of a file that is empty where others are not; and ' +
    'where a file begins before the one that is read before it ends. Columns of other names, ' +
    'and types that no column holds, are what `preview.map` is for: `map: { type: =metric_sample, value: took }`. A column ' +
    'that is misspelt there is told by `column-not-in-sample`.',
  good: [
    {
      text: preview('data/x.csv', ', map: { type: =metric_sample, value: took, timestamp: ts }'),
      files: csv,
    },
    { text: preview('e.ndjson'), files: { 'e.ndjson': event + bad } },
    { text: preview('e.ndjson'), files: { 'e.ndjson': '\n' } },
    { text: preview('e.ndjson, f.ndjson'), files: { 'e.ndjson': event, 'f.ndjson': later } },
    { text: preview('e.ndjson, e.ndjson'), files: { 'e.ndjson': event + later } },
    { text: preview('e.ndjson') },
  ],
  bad: [
    {
      text: preview('data/x.csv'),
      files: csv,
      marks: 'data/x.csv',
      message:
        'No row of `data/x.csv` is an event: in line 2, `type` is missing and no event has just these fields; `preview.map` can say what to take for it',
    },
    {
      text: preview('e.ndjson'),
      files: { 'e.ndjson': event + bad + bad },
      marks: 'e.ndjson',
      message: '2 of 3 rows of `e.ndjson` are no events: in line 2, `message` is missing',
    },
    {
      text: preview('data/x.csv', ', map: { type: =metric_sampel, value: took, timestamp: ts }'),
      files: csv,
      marks: '=metric_sampel',
      fix: 'Change to `=metric_sample`',
      message: '`metric_sampel` is not an event type; did you mean `=metric_sample`?',
    },
    {
      text: preview('"data/*"'),
      files: { ...csv, 'data/y.csv': csv['data/x.csv'] },
      marks: '"data/*"',
      message:
        'No row of `data/x.csv` is an event: in line 2, `type` is missing and no event has just these fields; `preview.map` can say what to take for it (1 more file is like it)',
    },
    {
      text: preview('e.ndjson, f.ndjson'),
      files: { 'e.ndjson': event, 'f.ndjson': '\n' },
      marks: 'f.ndjson',
      message: '`f.ndjson` is empty',
    },
    {
      text: preview('e.ndjson, f.ndjson'),
      files: { 'e.ndjson': event + later, 'f.ndjson': event },
      marks: 'f.ndjson',
      message:
        '`f.ndjson` begins (2026-01-01T00:00:00Z) before `e.ndjson` ends (2026-01-02T00:00:00Z), and files are read one after the other: name them in the order of their times',
    },
  ],
  check(context) {
    const { config, resolution } = context;
    const mapped = mappedType(context);
    if (mapped) return [mapped];
    const told = resolution.sample?.badFiles.filter((file) => isUnusable(file, context)) ?? [];
    const files = told.map((file) => ({ file, uri: sampledFile(context, file.file) ?? '' }));
    const paths = config.facts.paths.filter(({ use }) => use === 'events');
    const unusable = paths.flatMap((path) => {
      const matched = resolution.matches.get(path) ?? [];
      const here = files.filter(({ uri }) => matched.includes(uri));
      return here[0] ? [finding(path, here[0], here.length - 1, context)] : [];
    });
    return [...unusable, ...outOfOrder(paths, context)];
  },
};

/** A type that `map` gives to all rows, and that there is none of: it is written there, and not in the files. */
function mappedType({ config }: RuleContext): RuleFinding | undefined {
  const preview = sectionOf(config, 'preview');
  const map = preview && pairOf(preview, 'map')?.value;
  const node = map?.kind === 'map' ? pairOf(map, 'type')?.value : undefined;
  const given = node?.kind === 'scalar' ? String(node.value) : '';
  const known = eventTypes.map((type) => `=${type}`);
  if (!node || !given.startsWith('=') || known.includes(given)) return undefined;
  const { words, fix } = suggest(given, known, config.text, node);
  const message = `${code(given.slice(1))} is not an event type${words}`;
  return { span: node, message, ...fix };
}

/** What follows from a column that is not there is told of the column. */
function isUnusable({ rows, bad, file }: BadFile, { resolution: { sample } }: RuleContext): boolean {
  return (rows === 0 || bad * 2 > rows) && !sample?.missingColumns.some((missing) => missing.file === file);
}

/** Events are taken in the order of the files, so that time steps back where a later file begins. */
function outOfOrder(paths: readonly PathFacts[], context: RuleContext): RuleFinding[] {
  const { config, resolution } = context;
  const overlap = resolution.sample?.overlap;
  if (!overlap) return [];
  const [later, earlier] = [overlap.file, overlap.before].map((place) => sampledFile(context, place) ?? '');
  const path = paths.find((one) => resolution.matches.get(one)?.includes(later ?? ''));
  if (!path || !later || !earlier) return [];
  const [name, before] = [later, earlier].map((uri) => code(relativePath(config.uri, uri)));
  const message = `${name} begins (${shown(overlap.from)}) before ${before} ends (${shown(overlap.to)}), and files are read one after the other: name them in the order of their times`;
  return [{ span: path.span, message }];
}

const shown = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

function finding(
  { span }: PathFacts,
  { file, uri }: { readonly file: BadFile; readonly uri: string },
  others: number,
  { config }: RuleContext,
): RuleFinding {
  const name = code(relativePath(config.uri, uri));
  const { first } = file;
  if (file.rows === 0) return { span, message: `${name} is empty` };
  const line = first.line > 0 ? `in line ${first.line}, ` : '';
  const more = others === 0 ? '' : ` (${others} more ${others === 1 ? 'file is' : 'files are'} like it)`;
  const message = `${extent(file, name)}: ${line}${first.message}${advice(file, config.facts.map)}${more}`;
  return { span, message };
}

function extent({ rows, bad, isWhole }: BadFile, name: string): string {
  const all = `${isWhole ? '' : 'the first '}${grouped(rows)} rows of ${name}`;

  if (bad < rows) return `${grouped(bad)} of ${all} are no events`;
  return isWhole ? `No row of ${name} is an event` : `None of ${all} is an event`;
}

/** Where something is missing it may go by another name. */
function advice({ bad, rows, first }: BadFile, map: Readonly<Record<string, string>>): string {
  if (bad < rows || first.code !== 'missing-field') return '';
  const isMapped = Object.keys(map).length > 0;
  return `; ${isMapped ? 'check `preview.map`' : '`preview.map` can say what to take for it'}`;
}
