import { formatDuration } from '../../../core/spec/duration.ts';
import type { FieldFacts, MeasuredFacts, SampleFacts, Spread } from '../../../core/spec/sample-facts.ts';
import { shareAbove, shareBelow } from '../../../core/stats/spread.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import { monitorsConcerned } from './definitions.ts';

/** What the monitors that a place of a document concerns measure on the sample. */
export function measuredAt(
  sample: SampleFacts | undefined,
  outline: Outline,
  path: readonly Frame[],
): MeasuredFacts[] {
  if (!sample) return [];
  const ids = new Set(monitorsConcerned(outline, path).map(({ id }) => id));
  return sample.monitors.filter(({ id }) => ids.has(id));
}

/** A value as people read it: four digits that count, more where the number is whole. */
export const shown = (value: number): string =>
  Number.isInteger(value) ? grouped(value) : String(Number(value.toPrecision(4)));

export const grouped = (value: number): string => value.toLocaleString('en-US');

/** `12,100 values, 3 to 250`. */
export function spreadText({ count, quantiles }: Spread): string {
  const min = shown(quantiles[0] ?? Number.NaN);
  const max = shown(quantiles.at(-1) ?? Number.NaN);
  return `${countText(count, 'value')}, ${min === max ? `all ${min}` : `${min} to ${max}`}`;
}

/** What is known of a field, in a line. */
export function fieldText({ count, values, texts = [] }: FieldFacts): string {
  if (values) return spreadText(values);
  const some = texts.slice(0, 3).join(', ');
  return `${countText(count, 'text')}: ${some}${texts.length > 3 ? ', …' : ''}`;
}

export const countText = (count: number, what: string): string =>
  `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** Said behind everything that is taken from a part of the events. */
export const extentText = ({ isWhole, rows }: SampleFacts): string =>
  isWhole ? '' : ` (as of the first ${countText(rows, 'event')})`;

/** Says which model, where there are several. */
export const modelText = ({ model }: MeasuredFacts, all: readonly MeasuredFacts[]): string =>
  new Set(all.map((facts) => facts.model)).size > 1 ? ` of \`${model}\`` : '';

/** `3 % lie below`: the share of the values beyond a bound. */
export function beyondText(values: Spread, bound: number, side: 'above' | 'below' | 'from'): string {
  const share =
    side === 'above'
      ? shareAbove(values, bound)
      : side === 'below'
        ? shareBelow(values, bound)
        : 1 - shareBelow(values, bound);
  const where = side === 'from' ? 'at or above' : side;
  if (share === 0) return `none lies ${where}`;
  return share === 1 ? `all lie ${where}` : `${percent(share)} lie ${where}`;
}

/** Two digits that count, and never a rounded none or all. */
function percent(share: number): string {
  const value = share * 100;
  if (value < 0.1) return 'less than 0.1 %';
  if (value > 99.9) return 'more than 99.9 %';
  return `${Number(value.toPrecision(value > 10 && value < 99 ? 2 : 3))} %`;
}

/** Time between two values of a monitor in milliseconds, on average; undefined where the sample cannot tell. */
export function intervalOf({ values }: MeasuredFacts, sample: SampleFacts): number | undefined {
  const span = spanMs(sample);
  return span === undefined || values.count < 2 ? undefined : span / (values.count - 1);
}

/** Time between the first and the last event in milliseconds; undefined where the times mean nothing. */
export const spanMs = ({ from, to, hasTimes }: SampleFacts): number | undefined =>
  hasTimes && from !== undefined && to !== undefined && to > from ? to - from : undefined;

/** `about 3m 20s of the sample, which has 12,100 values`. */
export function reachText(facts: MeasuredFacts, sample: SampleFacts, values: number): string {
  const interval = intervalOf(facts, sample);
  const time = interval === undefined ? '' : `about ${formatDuration(values * interval)} of `;
  return `${time}the sample, which has ${countText(facts.values.count, 'value')}`;
}
