import { alternatives, keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import { boundsText, typeName } from './facts.ts';
import { bullets, code, codeList } from './markdown.ts';
import { parameterList } from './parameter-list.ts';

/** What a key is, as blocks of Markdown: its facts, its description, what it may be, examples. */
export function describeKey(spec: ValueSpec): string[] {
  if (spec.tagOf) {
    const { tag, description, branches } = spec.tagOf;
    const list = branches.map((branch) => `${code(branch.id)}: ${branch.summary}`);
    return [`**${tag}** · required`, description, bullets(list)];
  }
  const { description, examples, default: given } = keywordsOf(spec.schema);
  const shown = (examples ?? []).filter((example) => example !== given);
  const example =
    shown.length > 0 && !meaningsOf(spec) ? `Example${shown.length > 1 ? 's' : ''}: ${codeList(shown)}` : '';
  const keys = keywordsOf(spec.schema).properties ?? {};
  return [headline(spec), description ?? '', meaningList(spec), parameterList(keys, 'Keys:'), example];
}

function headline(spec: ValueSpec): string {
  const { unit, default: given } = keywordsOf(spec.schema);
  const parts = [`**${spec.key || 'value'}**`, typeName(spec.schema)];
  if (unit !== undefined && unit !== 'duration')
    parts.push(`in ${unit === 'metric unit' ? 'the unit of the metric' : unit}`);
  const bounds = boundsText(spec.schema);
  if (bounds !== '') parts.push(bounds);
  if (given !== undefined) parts.push(`default ${code(String(given))}`);
  return parts.join(' · ');
}

/** What each of the allowed words stands for. */
export function meaningsOf(spec: ValueSpec): Readonly<Record<string, string>> | undefined {
  return alternatives(spec.schema)
    .map((schema) => keywordsOf(schema).meanings)
    .find((meanings) => meanings !== undefined);
}

function meaningList(spec: ValueSpec): string {
  const meanings = meaningsOf(spec);
  if (meanings)
    return bullets(Object.entries(meanings).map(([word, meaning]) => `${code(word)}: ${meaning}`));
  const words = alternatives(spec.schema).flatMap((schema) => keywordsOf(schema).enum ?? []);
  return words.length > 0 ? `One of ${codeList(words)}` : '';
}
