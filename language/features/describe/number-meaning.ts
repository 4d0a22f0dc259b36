import { durationMs, formatDuration } from '../../../core/spec/duration.ts';
import { normalTail } from '../../../core/stats/normal-tail.ts';
import { keywordsOf, type ValueSpec } from '../../model/spec-at.ts';

/** Parameters that weigh the newest value against all before it. */
const smoothing = new Set(['ewma.alpha', 'ewma_chart.lambda', 'latency.ema_alpha', 'metric.ema_alpha']);

/** Parameters that are the level of a test: how often it may be wrong when nothing is. */
const significance = new Set(['drift.threshold', 'p_value.threshold', 'kswin.alpha']);

/** What a value means beyond its digits, a sentence each; empty where there is nothing to add. */
export function valueMeaning(spec: ValueSpec, text: string): string[] {
  if (keywordsOf(spec.schema).unit === 'duration') return durationMeaning(text);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return [];
  const name = `${spec.branch?.id ?? ''}.${spec.key}`;
  if (smoothing.has(name)) return memoryMeaning(value);
  if (significance.has(name)) return levelMeaning(value);
  if (keywordsOf(spec.schema).unit !== 'sigmas' || value <= 0) return [];
  return [sigmaMeaning(value), ...(name === 'ewma.k_sigma' ? bandMeaning(spec, value) : [])];
}

function durationMeaning(text: string): string[] {
  const seconds = Number(text);
  const ms = text !== '' && Number.isFinite(seconds) ? durationMs(seconds) : durationMs(text);
  if (!(ms >= 0)) return [];
  const formatted = formatDuration(ms);
  return formatted === text || ms === 0 ? [] : [`\`${text}\` = ${formatted}`];
}

function memoryMeaning(alpha: number): string[] {
  if (!(alpha > 0 && alpha <= 1)) return [];
  const samples = Math.max(1, Math.round(2 / alpha - 1));
  const reach = samples === 1 ? 'the newest sample only' : `the last ${grouped(samples)} samples`;
  return [`\`${alpha}\` ≈ ${reach} (2/alpha − 1)`];
}

const levelMeaning = (level: number) =>
  level > 0 && level < 1 ? [`\`${level}\` = 1 false alarm in ${grouped(significant(1 / level))} tests`] : [];

function sigmaMeaning(sigmas: number): string {
  const share = normalTail(sigmas);
  const rarity = share < 1e-15 ? '' : `: 1 value in ${grouped(significant(1 / share))}`;
  return `Of a normal distribution, ${percent(share)} lies outside ±${sigmas}σ${rarity}`;
}

/** The newest value counts in the variance it is judged by, which makes the band wider than it says. */
function bandMeaning(spec: ValueSpec, sigmas: number): string[] {
  const alpha = Number(spec.siblings.get('alpha'));
  if (!(alpha > 0 && alpha <= 1)) return ['The greatest `k_sigma` that can alarm is below 1/sqrt(alpha)'];
  const greatest = `With \`alpha: ${alpha}\` only a \`k_sigma\` below ${rounded(1 / Math.sqrt(alpha))} (1/sqrt(alpha)) can alarm`;
  const room = 1 - sigmas * sigmas * alpha;
  if (room <= 0) return [`**This never alarms.** ${greatest}`];
  const factor = sigmas * Math.sqrt((1 - alpha) / room);
  return [`${greatest}; this one alarms ${rounded(factor)}σ from the mean, by the variance before the value`];
}

function percent(share: number): string {
  const value = share * 100;
  return value < 0.0001 ? 'less than 0.0001 %' : `${Number(value.toPrecision(2))} %`;
}

const significant = (value: number) => (value < 1000 ? Math.round(value) : Number(value.toPrecision(2)));

const rounded = (value: number) => String(Number(value.toPrecision(4)));

const grouped = (value: number) => value.toLocaleString('en-US');
