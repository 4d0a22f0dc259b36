import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type InlayHint,
  InlayHintKind,
  type InlayHintLabelPart,
  type Range,
} from 'vscode-languageserver-types';
import { alarmWords } from '../../core/metrics/drift-params.ts';
import type { StrategyConfig } from '../../core/metrics/monitor-kind.ts';
import { durationMs, formatDuration } from '../../core/spec/duration.ts';
import type { DocumentFormatId } from '../model/document-format.ts';
import { type ConfigFacts, type MonitorFacts, type StrategyFacts, withParts } from '../model/facts.ts';
import { type Idle, idleInKind, idleInStrategy } from '../model/idle-parameters.ts';
import { keywordsOf, type Schema } from '../model/spec-at.ts';
import { walkSpecs } from '../model/walk-specs.ts';
import { effectivePairs, keysOf, type MapNode, type Span, type SyntaxDocument } from '../syntax/tree.ts';
import { markdown } from './describe/markdown.ts';

/** Which hints are wanted. */
export interface HintChoice {
  readonly defaults: boolean;
  readonly durations: boolean;
  /** Alerts of the last simulation, by monitor id; undefined where they are not wanted or there was none. */
  readonly alerts: ReadonlyMap<string, number> | undefined;
}

/** A hint by offset; `parts` are what it says, each with what it means. */
interface Hint {
  readonly at: number;
  readonly parts: readonly { readonly text: string; readonly meaning: string }[];
  readonly kind?: InlayHintKind;
}

/** More defaults than these are not read beside a line; the tooltip of the last part has the rest. */
const shownDefaults = 3;

/** What is in force without being written, for the part of a document in `range`, in the order of the text. */
export function inlayHints(
  document: TextDocument,
  { documents, facts, format }: HintSource,
  choice: HintChoice,
  range: Range,
): InlayHint[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const isNear = (node: Span) => node.start <= end && node.end >= start;
  const monitors = facts.monitors.filter(({ node }) => isNear(node));
  const strategies = writtenStrategies(facts).filter(({ node }) => isNear(node));
  const all = [
    ...(choice.defaults ? [...once(monitorHints(monitors)), ...once(strategyHints(strategies))] : []),
    ...(choice.durations ? documents.flatMap((one) => durationHints(one, format, { start, end })) : []),
    ...once(alertHints(monitors, choice.alerts)),
  ];
  const wanted = all.filter(({ at, parts }) => parts.length > 0 && at >= start && at <= end);
  return wanted.toSorted((a, b) => a.at - b.at).map((hint) => hintOf(hint, document));
}

/** What an alias stands for is written once, whatever else it is: the hint of the first one stays. */
const once = (hints: readonly Hint[]) => [
  ...new Map(hints.toReversed().map((hint) => [hint.at, hint])).values(),
];

export interface HintSource {
  readonly documents: readonly SyntaxDocument[];
  readonly facts: ConfigFacts;
  readonly format: DocumentFormatId;
}

function hintOf({ at, parts, kind }: Hint, document: TextDocument): InlayHint {
  const label = parts.map(({ text, meaning }, index): InlayHintLabelPart => {
    const separator = index < parts.length - 1 ? ', ' : '';
    return { value: text + separator, ...(meaning === '' ? {} : { tooltip: markdown(meaning) }) };
  });
  return { position: document.positionAt(at), label, paddingLeft: true, ...(kind ? { kind } : {}) };
}

function monitorHints(monitors: readonly MonitorFacts[]): Hint[] {
  return monitors.flatMap((monitor) => {
    const { kind, node } = monitor;
    const at = tagEnd(node, 'kind');
    if (!kind || at === undefined) return [];
    const parts = [
      ...idPart(monitor),
      ...defaultParts(node, kind.params.properties, idleInKind(kind.id, keysOf(node))),
      ...strategyPart(monitor),
    ];
    return [{ at, parts, kind: InlayHintKind.Parameter }];
  });
}

/** An id that follows from the kind alone is no news. */
function idPart({ id, kind, givenId }: MonitorFacts): Hint['parts'] {
  if (givenId || id === kind?.id) return [];
  return [
    {
      text: `id: ${id}`,
      meaning: 'The id of this monitor: its kind, and a number since others have the same.',
    },
  ];
}

function strategyPart({ kind, node, metric }: MonitorFacts): Hint['parts'] {
  const isGiven = effectivePairs(node).some(({ name }) => name === 'strategy');
  if (isGiven || !metric || !kind?.defaultStrategy) return [];
  const given = Object.fromEntries(
    effectivePairs(node).flatMap(({ name, value }) => (value.kind === 'scalar' ? [[name, value.value]] : [])),
  );
  const strategy = kind.defaultStrategy({ ...defaultsOf(kind.params.properties), ...given });
  if (!strategy) return [];
  const written = Object.entries(strategy).map(([key, value]) => `${key}: ${value}`);
  const meaning = `How this kind alarms when no strategy is named: \`strategy: { ${written.join(', ')} }\``;
  return [{ text: alarmOf(strategy, metric.unit), meaning }];
}

/** When a strategy alarms, as far as a line can say it. */
function alarmOf({ type, ...params }: StrategyConfig, unit: string): string {
  const bound = Number(params['bound'] ?? params['threshold']);
  const words = (direction: 'above' | 'below', inclusive: boolean) =>
    alarmWords({ bound: unit === 's' ? formatDuration(bound * 1000) : bound, direction, inclusive });
  if (type === 'p_value') return words('below', false);
  if (type === 'fixed_threshold') return words('above', true);
  if (type !== 'static') return `strategy: ${type}`;
  return words(params['direction'] === 'below' ? 'below' : 'above', params['inclusive'] === true);
}

/** Strategies that are written out, those in lists and combinations too. */
function writtenStrategies({ monitors, strategies }: ConfigFacts): StrategyFacts[] {
  const named = strategies.map((strategy) => ({ form: 'inline', strategy }) as const);
  const uses = withParts([...named, ...monitors.flatMap((monitor) => monitor.strategies)]);
  return uses.flatMap((use) => (use.form === 'inline' ? [use.strategy] : []));
}

function strategyHints(strategies: readonly StrategyFacts[]): Hint[] {
  return strategies.flatMap(({ node, definition }: StrategyFacts) => {
    const at = tagEnd(node, 'type');
    if (!definition || at === undefined) return [];
    const idle = idleInStrategy(definition.id, keysOf(node));
    const parts = defaultParts(node, definition.params.properties, idle);
    return [{ at, parts, kind: InlayHintKind.Parameter }];
  });
}

/** Behind the word that chooses the branch, where it is written in this map. */
function tagEnd({ pairs }: MapNode, tag: string): number | undefined {
  const pair = pairs.findLast(({ name }) => name === tag);
  return pair && !pair.alias ? pair.value.end : undefined;
}

/** Defaults that are left out and count; a switch that is off is what everybody expects, and not worth a hint. */
function defaultParts(
  node: MapNode,
  properties: Readonly<Record<string, Schema>>,
  idle: Idle,
): Hint['parts'] {
  const given = new Set(effectivePairs(node).map(({ name }) => name));
  const missing = Object.entries(defaultsOf(properties)).filter(
    ([key, value]) => !given.has(key) && value !== false && !Object.hasOwn(idle, key),
  );
  const parts = missing.map(([key, value]) => ({
    text: `${key}: ${String(value)}`,
    meaning: keywordsOf(properties[key] as Schema).description ?? '',
  }));
  const rest = parts.slice(shownDefaults);
  if (rest.length === 0) return parts;
  return [
    ...parts.slice(0, shownDefaults),
    { text: '…', meaning: rest.map(({ text }) => `\`${text}\``).join(', ') },
  ];
}

const defaultsOf = (properties: Readonly<Record<string, Schema>>) =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([key, schema]) => {
      const value = keywordsOf(schema).default;
      return value === undefined ? [] : [[key, value]];
    }),
  );

/** Durations in a unit that people would not have chosen: `5400s` is 1h 30m. */
function durationHints({ root }: SyntaxDocument, format: HintSource['format'], within: Span): Hint[] {
  return [...walkSpecs(root, format, within)].flatMap((token) => {
    if (token.role === 'key' || keywordsOf(token.spec.schema).unit !== 'duration') return [];
    const text = oddDuration(token.node.value);
    return text === undefined ? [] : [{ at: token.node.end, parts: [{ text: `= ${text}`, meaning: '' }] }];
  });
}

/** Enough of a unit to call for the next one. */
const many = { ms: 1000, s: 120, m: 120, h: 48, d: Number.POSITIVE_INFINITY };

function oddDuration(value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const ms = durationMs(value);
  const unit = (/[a-z]+$/.exec(String(value))?.[0] ?? 's') as keyof typeof many;
  return ms >= 0 && Number.parseFloat(String(value)) >= many[unit] ? formatDuration(ms) : undefined;
}

function alertHints(monitors: readonly MonitorFacts[], alerts: HintChoice['alerts']): Hint[] {
  return monitors.flatMap(({ id, node }) => {
    const count = alerts?.get(id);
    const at = tagEnd(node, 'kind');
    if (count === undefined || at === undefined) return [];
    const text = count === 1 ? '1 alert' : `${count.toLocaleString('en-US')} alerts`;
    return [{ at, parts: [{ text, meaning: 'In the last simulation, of the text as it is.' }] }];
  });
}
