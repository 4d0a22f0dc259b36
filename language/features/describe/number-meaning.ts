import { durationMs, formatDuration } from '../../../core/spec/duration.ts';
import { keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import { grouped, significant } from './digits.ts';
import { rarityMeaning } from './rarity.ts';

/** Parameters that weigh the newest value against all before it. */
const smoothing = new Set([
  'ewma.alpha',
  'ewma_chart.lambda',
  'hddm_w.lambda_val',
  'latency.ema_alpha',
  'metric.ema_alpha',
]);

/** Parameters that are the level of a test: how often it may be wrong when nothing is. */
const significance = new Set(['drift.threshold', 'p_value.threshold']);

/** What a value means beyond its digits, a sentence each; empty where there is nothing to add. */
export function valueMeaning(spec: ValueSpec, text: string): string[] {
  if (keywordsOf(spec.schema).unit === 'duration') return durationMeaning(text);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return [];
  const name = `${spec.branch?.id ?? ''}.${spec.key}`;
  if (smoothing.has(name)) return memoryMeaning(spec.key, value);
  if (significance.has(name)) return levelMeaning(value);
  if (name === 'cusum.k' && value > 0)
    return [`\`${value}\` is best at finding shifts of ${rounded(2 * value)}σ, twice as much`];
  if (name === 'cusum.h' && value > 0) return runLengthMeaning(spec, value);
  if (name === 'ewma.k_sigma' && value > 0) return bandMeaning(spec, value);
  return value > 0 ? rarityMeaning(spec, value) : [];
}

function durationMeaning(text: string): string[] {
  const seconds = Number(text);
  const ms = text !== '' && Number.isFinite(seconds) ? durationMs(seconds) : durationMs(text);
  if (!(ms >= 0)) return [];
  const formatted = formatDuration(ms);
  return formatted === text || ms === 0 ? [] : [`\`${text}\` = ${formatted}`];
}

function memoryMeaning(key: string, alpha: number): string[] {
  if (!(alpha > 0 && alpha <= 1)) return [];
  const samples = Math.max(1, Math.round(2 / alpha - 1));
  const reach = samples === 1 ? 'the newest sample only' : `the last ${grouped(samples)} samples`;
  return [`\`${alpha}\` ≈ ${reach} (2/${key} − 1)`];
}

const levelMeaning = (level: number) =>
  level > 0 && level < 1
    ? [`\`${level}\` = 1 false alarm in ${grouped(significant(1 / level))} tests, while nothing drifts`]
    : [];

/**
 * Values until a false alarm, on average (Siegmund, Sequential Analysis, 1985): of one side
 * (exp(2kb) - 2kb - 1) / 2k^2 with b = h + 1.166. Far off where next to nothing is allowed for.
 */
function runLengthMeaning({ siblings }: ValueSpec, h: number): string[] {
  const k = Number(siblings.get('k') ?? 0.5);
  if (!(k >= 0.1)) return [];
  const exponent = 2 * k * (h + 1.166);
  const oneSided = (Math.exp(exponent) - exponent - 1) / (2 * k * k);
  const length = (siblings.get('direction') ?? 'both') === 'both' ? oneSided / 2 : oneSided;
  if (length > 1e15) return [];
  const count = grouped(Number(length.toPrecision(2)));
  return [
    `With \`k: ${k}\` a false alarm about every ${count} values, if they are normal, independent and the baseline is right`,
  ];
}

/** The newest value counts in the variance it is judged by, which makes the band wider than it says. */
function bandMeaning(spec: ValueSpec, sigmas: number): string[] {
  const alpha = Number(spec.siblings.get('alpha'));
  if (!(alpha > 0 && alpha <= 1)) return ['Only a `k_sigma` below 1/sqrt(alpha) can alarm'];
  const greatest = `With \`alpha: ${alpha}\` only a \`k_sigma\` below ${rounded(1 / Math.sqrt(alpha))} (1/sqrt(alpha)) can alarm`;
  const room = 1 - sigmas * sigmas * alpha;
  if (room <= 0) return [`**This never alarms.** ${greatest}`];
  const factor = sigmas * Math.sqrt((1 - alpha) / room);
  return [`${greatest}; this one alarms ${rounded(factor)}σ from the mean, by the variance before the value`];
}

const rounded = (value: number) => String(Number(value.toPrecision(4)));
