import { monitorSpec } from '../core/documents/monitor-spec.ts';
import { alarmWords } from '../core/metrics/drift-params.ts';
import { monitorKinds } from '../core/metrics/index.ts';
import { reasonCodes, reasons } from '../core/simulate/reason.ts';
import { type EventType, eventSpecs, eventTypes } from '../core/spec/event-types.ts';
import { type Branch, type Tagged, taggedOf } from '../core/spec/schema.ts';
import { measures } from '../core/stats/measures/index.ts';
import { type Measure, presetSources } from '../core/stats/measures/measure.ts';
import { strategySpec } from '../core/strategies/index.ts';
import { describeBranch } from './features/describe/describe-branch.ts';
import { describeKey } from './features/describe/describe-key.ts';
import { describeEvent } from './features/describe/event-fields.ts';
import { code, fenced } from './features/describe/markdown.ts';
import { parameterList } from './features/describe/parameter-list.ts';
import { itemSpecs, type KeySpec, keywordsOf, mapSpecs, rootSpec } from './model/spec-at.ts';
import { rules } from './rules/index.ts';
import type { BadExample, Rule, RuleExample } from './rules/kit/rule.ts';
import { type Unusable, unusable } from './unusable.ts';

export { plainText } from './features/describe/markdown.ts';

/** What there is to look up, with the titles of the lists. */
export const referenceTitles = {
  kind: 'Monitor kinds',
  strategy: 'Strategies',
  measure: 'Measures of drift',
  rule: 'Rules',
  problem: 'Problems of syntax and schema',
  key: 'Keys of a config',
  event: 'Event types',
  reason: 'Why an alert was given or not',
} as const;

export type ReferenceSort = keyof typeof referenceTitles;

/** Below `docs/`, where the pages of each sort are. */
export const pageFolders: Readonly<Record<Exclude<ReferenceSort, 'reason'>, string>> = {
  kind: 'kinds',
  strategy: 'strategies',
  measure: 'measures',
  rule: 'rules',
  problem: 'problems',
  key: 'keys',
  event: 'events',
};

/** The page of what found a problem, below `docs/`; undefined for an id that nothing here has. */
export function problemPage(id: string): string | undefined {
  const sort = rules.some((rule) => rule.id === id) ? 'rule' : 'problem';
  const isKnown = sort === 'rule' || unusable.some((problem) => problem.id === id);
  return isKnown ? `${pageFolders[sort]}/${id}.md` : undefined;
}

/** Something that can be looked up by its id: a page of the docs, an answer of `driftscope explain`. */
export interface ReferenceEntry {
  readonly id: string;
  readonly sort: ReferenceSort;
  readonly title: string;
  /** One sentence or less. */
  readonly summary: string;
  readonly markdown: string;
}

/** Every monitor kind, strategy, measure, rule, other problem, key of a config and so on, in the order of their registries. */
export function referenceEntries(): readonly ReferenceEntry[] {
  return [
    ...branchEntries('kind', taggedOf(monitorSpec)),
    ...branchEntries('strategy', taggedOf(strategySpec)),
    ...measures.map(measureEntry),
    ...rules.map(ruleEntry),
    ...unusable.map(problemEntry),
    ...keyEntries(),
    ...eventTypes.map(eventEntry),
    ...reasonCodes.map((id) => wordEntry('reason', id, 'reason, in `--why` and in results', reasons[id])),
  ];
}

/** Something that one sentence says all of. */
const wordEntry = (
  sort: 'reason' | 'problem',
  id: string,
  what: string,
  summary: string,
): ReferenceEntry => ({ id, sort, title: id, summary, markdown: blocks([`**${id}** · ${what}`, summary]) });

function branchEntries(sort: 'kind' | 'strategy', union: Tagged | undefined): ReferenceEntry[] {
  if (!union) return [];
  return union.branches.map((branch: Branch) => ({
    id: branch.id,
    sort,
    title: branch.title,
    summary: branch.summary,
    markdown: blocks(describeBranch(union, branch)),
  }));
}

/** The keys of a config, and those every monitor may carry. */
function keyEntries(): ReferenceEntry[] {
  const top = keysOf(rootSpec('monitor'));
  const monitors = top.find(({ key }) => key === 'monitors');
  const common = monitors ? itemSpecs(monitors).flatMap(keysOf) : [];
  const all = [...top, ...common].filter(({ key, tagOf }) => !key.startsWith('$') && !tagOf);
  const unique = all.filter(({ key }, at) => all.findIndex((other) => other.key === key) === at);
  return unique.map((spec) => {
    const summary = keywordsOf(spec.schema).description ?? '';
    return {
      id: spec.key,
      sort: 'key',
      title: spec.key,
      summary,
      markdown: blocks([...describeKey(spec), itemKeys(spec)]),
    };
  });
}

/** What the items of a list may hold, where they are plain objects. */
function itemKeys(spec: KeySpec): string {
  const [item] = itemSpecs(spec);
  const keys = item && !taggedOf(item.schema) ? keywordsOf(item.schema).properties : undefined;
  return keys && Object.keys(keys).length > 0 ? parameterList(keys, 'Keys of each:') : '';
}

const keysOf = (spec: Parameters<typeof mapSpecs>[0]): readonly KeySpec[] =>
  mapSpecs(spec, new Map()).flatMap(({ keys }) => keys);

function eventEntry(type: EventType): ReferenceEntry {
  const { title, summary } = eventSpecs[type];
  return { id: type, sort: 'event', title, summary, markdown: blocks(describeEvent(type)) };
}

function measureEntry({ id, summary, presets }: Measure): ReferenceEntry {
  const ways = presets.map(
    ({ name, doc, alarm }) => `- ${code(name)}, ${presetSources[name]}: ${alarmWords(alarm)}. ${doc}`,
  );
  const kinds = monitorKinds.filter(({ params }) => offers(params, id)).map(({ id: kind }) => code(kind));
  const markdown = blocks([
    `**${id}** · measure, for monitors of kind ${kinds.join(' and ')}`,
    sentence(summary),
    ways.join('\n'),
  ]);
  return { id, sort: 'measure', title: id, summary, markdown };
}

const offers = ({ properties }: (typeof monitorKinds)[number]['params'], measure: string) =>
  'measure' in properties && (keywordsOf(properties.measure).enum ?? []).includes(measure);

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function ruleEntry(rule: Rule): ReferenceEntry {
  const { id, title, severity, doc, good, bad } = rule;
  const markdown = blocks([
    `**${title}** · rule ${code(id)}, ${severity}`,
    doc,
    'Reported:',
    ...bad.map((example) => exampleBlock(example, example)),
    'Fine:',
    ...good.map((example) => exampleBlock(example)),
  ]);
  return { id, sort: 'rule', title, summary: title, markdown };
}

function problemEntry({ id, title, doc }: Unusable): ReferenceEntry {
  return {
    id,
    sort: 'problem',
    title,
    summary: title,
    markdown: blocks([`**${title}** · ${code(id)}`, doc]),
  };
}

function exampleBlock(example: RuleExample, bad?: BadExample): string {
  const said = bad?.message === undefined ? '' : `\n\n> ${bad.message}`;
  const name = example.file === undefined ? '' : `# ${example.file}\n`;
  const others = Object.entries(example.files ?? {}).map(([file, text]) => `# ${file}\n${beginning(text)}`);
  return fenced('yaml', [name + example.text, ...others].join('---\n').trimEnd()) + said;
}

/** Of a long file, such as one of events, the first lines show what it is like. */
function beginning(text: string): string {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= 12) return text;
  return `${lines.slice(0, 3).join('\n')}\n# … and ${lines.length - 3} more lines like these\n`;
}

const blocks = (parts: readonly string[]) => `${parts.filter((part) => part !== '').join('\n\n')}\n`;
