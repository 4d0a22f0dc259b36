import type { Tagged } from '../../../core/spec/schema.ts';
import { alternatives, keywordsOf, type Schema, type ValueSpec } from '../../model/spec-at.ts';
import { workedOutOnce } from '../../model/worked-out.ts';
import { boundsText, typeName } from './facts.ts';
import { bullets, code, codeList } from './markdown.ts';
import { parameterList } from './parameter-list.ts';

/** What a key is, as blocks of Markdown: its facts, its description, what it may be, examples. */
export function describeKey(spec: ValueSpec): readonly string[] {
  if (spec.tagOf) return describeTag(spec.tagOf);
  const [headline, ...rest] = describeSchema(spec.schema);
  return [`**${spec.key || 'value'}** · ${headline}`, ...rest];
}

const describeTag = workedOutOnce(({ tag, description, branches }: Tagged): readonly string[] => {
  const list = branches.map((branch) => `${code(branch.id)}: ${branch.summary}`);
  return [`**${tag}** · required`, description, bullets(list)];
});

/** The same for any key that takes such a value. */
const describeSchema = workedOutOnce((schema: Schema): readonly string[] => {
  const { description, examples, default: given } = keywordsOf(schema);
  const shown = (examples ?? []).filter((example) => example !== given);
  const example =
    shown.length > 0 && !meaningsOf({ schema })
      ? `Example${shown.length > 1 ? 's' : ''}: ${codeList(shown)}`
      : '';
  const keys = keywordsOf(schema).properties ?? {};
  return [headline(schema), description ?? '', meaningList(schema), parameterList(keys, 'Keys:'), example];
});

function headline(schema: Schema): string {
  const { unit, default: given } = keywordsOf(schema);
  const parts = [typeName(schema)];
  if (unit !== undefined && unit !== 'duration')
    parts.push(`in ${unit === 'metric unit' ? 'the unit of the metric' : unit}`);
  const bounds = boundsText(schema);
  if (bounds !== '') parts.push(bounds);
  if (given !== undefined) parts.push(`default ${code(String(given))}`);
  return parts.join(' · ');
}

/** What each of the allowed words stands for. */
export function meaningsOf({
  schema,
}: Pick<ValueSpec, 'schema'>): Readonly<Record<string, string>> | undefined {
  return alternatives(schema)
    .map((form) => keywordsOf(form).meanings)
    .find((meanings) => meanings !== undefined);
}

function meaningList(schema: Schema): string {
  const meanings = meaningsOf({ schema });
  if (meanings)
    return bullets(Object.entries(meanings).map(([word, meaning]) => `${code(word)}: ${meaning}`));
  const words = alternatives(schema).flatMap((form) => keywordsOf(form).enum ?? []);
  return words.length > 0 ? `One of ${codeList(words)}` : '';
}
