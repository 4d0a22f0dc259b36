import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { type DocumentFormatId, documentFormatOf } from '../../language/model/document-format.ts';
import { rules } from '../../language/rules/index.ts';
import { configFiles } from '../helpers/config-files.ts';
import { samples } from '../language/features/sample-documents.ts';

/** A document that every tool shall judge alike. */
export interface Judged {
  readonly name: string;
  /** Its file name, which says format and notation. */
  readonly file: string;
  readonly format: DocumentFormatId;
  readonly notation: 'yaml' | 'json';
  readonly text: string;
}

/** The values of a text, by the libraries; undefined where it is not well-formed. */
export function valuesOf({ text, notation }: Pick<Judged, 'text' | 'notation'>): unknown[] | undefined {
  if (notation === 'json') return jsonOf(text);
  const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents.map((document) => document.toJS()).filter((value) => value !== null);
}

function jsonOf(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/** Fixtures, examples, what the pages of the rules and the README show, and all of these with one thing changed. */
export function judgedDocuments(): Judged[] {
  const written = [...files(), ...ruleExamples(), ...readmeExamples(), ...sampleDocuments()];
  return [...written, ...changed(written.filter((document) => valuesOf(document) !== undefined))];
}

function judged(name: string, file: string, text: string): Judged[] {
  const format = documentFormatOf(file, text);
  return format ? [{ name, file, format, notation: file.endsWith('.json') ? 'json' : 'yaml', text }] : [];
}

const files = () => configFiles().flatMap((path) => judged(path, basename(path), readFileSync(path, 'utf8')));

const ruleExamples = () =>
  rules.flatMap(({ id, good, bad }) =>
    [...good, ...bad].flatMap(({ text, file = 'a.monitor.yaml', files: others = {} }, at) =>
      Object.entries({ ...others, [file]: text }).flatMap(([path, content]) =>
        judged(`${id} ${at} ${path}`, path.slice(path.lastIndexOf('/') + 1), content),
      ),
    ),
  );

const readmeExamples = () =>
  [...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(
    ([, text = ''], at) => judged(`README ${at}`, 'a.monitor.yaml', text),
  );

const sampleDocuments = () => samples.flatMap(({ name, path, text }) => judged(`sample ${name}`, path, text));

type Container = Record<string | number, unknown>;

/** Documents with a key left out, a stranger put in, or a value of another kind; the same ones every time. */
function changed(written: readonly Judged[]): Judged[] {
  const change = fc.record({
    of: fc.constantFrom(...written),
    step: fc.nat(),
    how: fc.constantFrom('remove', 'add', 'replace'),
    value: fc.constantFrom<unknown>(0, -1, 1.5, 1e9, '', 'x', '5m', true, null, [], {}, ['x', 'x'], {
      type: 'ewma',
    }),
  });
  return fc.sample(change, { seed: 7, numRuns: 300 }).map(({ of, step, how, value }, at) => {
    const values = valuesOf(of) ?? [];
    const places = values.flatMap(placesIn);
    const [container, key] = places[step % Math.max(1, places.length)] ?? [{} as Container, ''];
    if (how === 'replace') container[key] = value;
    else if (how === 'add' && !Array.isArray(container)) container['stranger'] = value;
    else if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete container[key];
    const text =
      of.notation === 'json'
        ? JSON.stringify(values[0])
        : values.map((one) => stringify(one, { aliasDuplicateObjects: false })).join('---\n');
    return { ...of, name: `${of.name}, ${how} ${key} (${at})`, text };
  });
}

/** Every key of every object and every index of every list, with what holds it. */
function placesIn(value: unknown): [Container, string | number][] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const container = value as Container;
  return keys.flatMap((key) => [
    [container, key] as [Container, string | number],
    ...placesIn(container[key]),
  ]);
}
