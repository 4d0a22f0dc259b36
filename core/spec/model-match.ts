import type { ModelKey } from './columns.ts';

/** How a model stands to one that is asked for: parts that either leaves out say nothing. */
export function agreement(model: ModelKey, asked: ModelKey): 'same' | 'other' | 'silent' {
  const parts = [
    [model.name, asked.name],
    [model.version, asked.version],
  ].filter(([said, wanted]) => said !== undefined && wanted !== undefined);
  if (parts.length === 0) return 'silent';
  return parts.every(([said, wanted]) => said === wanted) ? 'same' : 'other';
}

/** Whether a model is meant by a text: a name, a version or `name@version`, whose parts may hold an `@` themselves. */
export function isCalled(model: ModelKey, text: string): boolean {
  const readings: ModelKey[] = [{ name: text }, { version: text }];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1))
    readings.push({ name: text.slice(0, at), version: text.slice(at + 1) });
  return readings.some((asked) => agreement(model, asked) === 'same');
}
