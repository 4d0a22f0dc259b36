import type { Reference } from '../../core/metrics/reference.ts';
import type { Filling } from '../../core/spec/metric.ts';
import type { SampleFacts } from '../../core/spec/sample-facts.ts';
import { timeMs } from '../../core/spec/time.ts';
import type { Fix } from '../finding.ts';
import type { MonitorFacts } from '../model/facts.ts';
import { type MapNode, pairOf } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import { fixesFrom } from './kit/fix.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { comparedField, grouped, unmeasuredBy } from './kit/sample-of.ts';

/** Eight labelled predictions, one a minute. */
const files = {
  'e.ndjson': Array.from({ length: 8 }, (_, at) => {
    const label = at % 2 === 0 ? 'a' : 'b';
    return `{"type":"inference_record","model_version":"1","predicted_label":"${label}","latency_ms":1,"created_at":"2026-01-01T00:0${at}:00Z"}\n`;
  }).join(''),
};
const drift = (reference: string) =>
  `preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: prediction_drift, window: 2, reference: { ${reference} } }\n`;

/** A reference that holds nothing, or is never complete. */
export const unusableReference: Rule = {
  id: 'unusable-reference',
  severity: 'warning',
  needsData: true,
  title: 'Reference that nothing is compared with',
  isPerMonitor: true,
  doc:
    'A monitor that compares gives no value before its `reference` is complete, and none at all where that holds nothing: ' +
    'where `from` is not before `to`, and where the events of `preview.events` lie outside of its time or are fewer than ' +
    'it takes. Take the reference from the beginning of the sample, or from a file of its own (`reference: { events: … }`).',
  good: [
    { text: drift('first: 4'), files },
    { text: drift('to: "2026-01-01T00:04:00Z"'), files },
    { text: drift('first: 100') },
    { text: drift('from: "2025-01-01", to: "2025-02-01"') },
    {
      text: drift('events: old.ndjson'),
      files: { ...files, 'old.ndjson': '' },
    },
  ],
  bad: [
    {
      text: '- kind: prediction_drift\n  reference: { from: "2026-02-01", to: "2026-01-01" }\n',
      marks: '"2026-01-01"',
      fix: 'Swap `from` and `to`',
      message:
        'The reference ends at `2026-01-01`, before it begins at `2026-02-01`, and so holds nothing to compare with',
    },
    {
      text: drift('first: 9'),
      files,
      marks: '9',
      message: 'On the sample this gives no value: the reference takes the first 9 values, and there are 8',
    },
    {
      text: drift('from: "2025-01-01", to: "2025-02-01"'),
      files,
      marks: '"2025-02-01"',
      message:
        'On the sample this gives no value: the reference ends at `2025-02-01`, and the events begin at 2026-01-01T00:00:00Z',
    },
    {
      text: drift('to: "2026-01-02"'),
      files,
      marks: '"2026-01-02"',
      message:
        'On the sample this gives no value: the reference lasts until `2026-01-02`, and the events end at 2026-01-01T00:07:00Z, so nothing is left to compare with it',
    },
  ],
  check: (context) =>
    context.config.facts.monitors.flatMap((monitor) => {
      const node = pairOf(monitor.node, 'reference')?.value;
      const reference = monitor.measures?.params['reference'] as Reference | undefined;
      if (!reference || node?.kind !== 'map') return [];
      return backwards(reference, node, context) ?? outside(monitor, reference, node, context);
    }),
};

/** A time that ends before it begins: whatever the events are, none lies in it. */
function backwards(
  { from, to }: Reference,
  node: MapNode,
  { config: { text } }: RuleContext,
): RuleFinding[] | undefined {
  if (from === undefined || to === undefined || !(timeMs(from) >= timeMs(to))) return undefined;
  const [first, last] = [pairOf(node, 'from')?.value, pairOf(node, 'to')?.value];
  if (!first || !last) return undefined;
  const order = timeMs(from) > timeMs(to) ? 'before it begins at' : 'as soon as it begins at';
  const message = `The reference ends at ${code(to)}, ${order} ${code(from)}, and so holds nothing to compare with`;
  const swap: Fix = {
    title: 'Swap `from` and `to`',
    edits: [
      { start: first.start, end: first.end, newText: text.slice(last.start, last.end) },
      { start: last.start, end: last.end, newText: text.slice(first.start, first.end) },
    ],
    isCertain: false,
  };
  const isSwapped = timeMs(from) > timeMs(to);
  const related = [{ span: first, message: '`from`' }];
  return [{ span: last, message, related, ...fixesFrom(isSwapped ? swap : undefined) }];
}

/** A reference that the sample has nothing for, or that it never gets beyond. */
function outside(
  monitor: MonitorFacts,
  reference: Reference,
  node: MapNode,
  context: RuleContext,
): RuleFinding[] {
  const { sample } = context.resolution;
  const filling = unmeasuredBy(context, monitor)?.filling;
  // A field that no event has is another mistake.
  if (!sample || !filling || comparedField(monitor, sample).length === 0) return [];
  const { first, to } = reference;
  const [key, reason] =
    first !== undefined && !filling.isSettled
      ? ['first', tooFew(first, filling.reference, sample)]
      : to !== undefined && sample.hasTimes
        ? ofTime(reference, to, filling, sample)
        : [];
  const span = key && pairOf(node, key)?.value;
  return span && reason !== undefined
    ? [{ span, message: `On the sample this gives no value: the reference ${reason}` }]
    : [];
}

function tooFew(first: number, has: number, { models }: SampleFacts): string {
  const there = models.length > 1 ? `no model has more than ${grouped(has)}` : `there are ${grouped(has)}`;
  return `takes the first ${grouped(first)} values, and ${there}`;
}

/** The key to mark, and why there is nothing before or behind the reference. */
function ofTime(
  { from }: Reference,
  to: string,
  { isSettled, reference, current }: Filling,
  { from: begin = 0, to: end = 0 }: SampleFacts,
): readonly [key: string, reason: string] | readonly [] {
  if (from !== undefined && timeMs(from) > end)
    return ['from', `begins at ${code(from)}, and the events end at ${moment(end)}`];
  if (!isSettled && timeMs(to) > end)
    return [
      'to',
      `lasts until ${code(to)}, and the events end at ${moment(end)}, so nothing is left to compare with it`,
    ];
  if (timeMs(to) <= begin) return ['to', `ends at ${code(to)}, and the events begin at ${moment(begin)}`];
  // Without any value at all, the time is not at fault.
  return reference === 0 && current > 0 ? ['to', 'holds no value, for none lies in its time'] : [];
}

const moment = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
