import type { ErrorObject, ValidateFunction } from 'ajv';
import { configSpec, strategyFileSpec, testFileSpec } from '../../core/documents/index.ts';
import type { Finding } from '../finding.ts';
import { monitorValidator, strategyValidator, testValidator } from '../generated/validators.js';
import type { DocumentFormatId } from '../model/document-format.ts';
import { skipBlank } from '../syntax/lines.ts';
import { type MapNode, overlap, type Span, type SyntaxDocument } from '../syntax/tree.ts';
import { type Judged, type Mistake, mistakeOf } from './mistake.ts';
import { explainObject, type ObjectMistakes } from './object-mistakes.ts';
import { plainValue } from './plain-value.ts';
import { misfit } from './root-shape.ts';
import { explainValue } from './value-mistakes.ts';

const schemas: Readonly<Record<DocumentFormatId, { validate: ValidateFunction; spec: Judged['spec'] }>> = {
  monitor: { validate: monitorValidator, spec: configSpec },
  strategy: { validate: strategyValidator, spec: strategyFileSpec },
  test: { validate: testValidator, spec: testFileSpec },
};

/** What the schema says about a document. */
export interface Verdict {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** JSON pointers of the values that break the schema: wrong themselves, or objects whose keys are. */
  readonly invalid: ReadonlySet<string>;
}

/** Validates a document and tells every mistake once, at the token a person would change. */
export function checkSchema(document: SyntaxDocument, format: DocumentFormatId, text: string): Verdict {
  const value = plainValue(document.root);
  if (!document.root) return { value, findings: [], invalid: new Set(['']) };
  const { validate, spec } = schemas[format];
  if (validate(value)) return { value, findings: [], invalid: new Set() };
  const errors = (validate.errors ?? []).filter((error) => error.keyword !== 'if');
  const invalid = new Set(errors.map((error) => error.instancePath));
  const judged: Judged = { text, root: document.root, value, spec };
  const odd = misfit(document.root, format, text);
  const findings = odd ? [odd] : explain(errors, judged, document.damage);
  return { value, findings: once(findings), invalid };
}

const aboutKeys = new Set(['required', 'additionalProperties', 'false schema']);

function explain(errors: readonly ErrorObject[], judged: Judged, damage: readonly Span[]): Finding[] {
  const values = new Map<string, Mistake>();
  const objects = new Map<string, ObjectMistakes>();
  for (const error of errors) {
    if (aboutKeys.has(error.keyword)) addToObject(objects, error, judged);
    else addToValue(values, error, judged);
  }
  const findings = [...values.values()].map((mistake) => explainValue(mistake, judged));
  forgetMergedRepeats(objects.values());
  const whole = [...objects.values()].filter(({ map }) => !touches(map, damage, judged.text));
  const broken = [...objects.values()].filter(({ map }) => touches(map, damage, judged.text));
  findings.push(...whole.flatMap((object) => explainObject(object, judged)));
  // What is missing may stand in the text that could not be read.
  findings.push(...broken.flatMap((object) => explainObject({ ...object, missing: [] }, judged)));
  return findings.filter(
    (finding) => finding !== undefined && !damage.some((span) => overlap(span, finding.span)),
  ) as Finding[];
}

/** Of several complaints about one value the first weighs: a wrong type before a wrong form. */
function addToValue(values: Map<string, Mistake>, error: ErrorObject, judged: Judged): void {
  const known = values.get(error.instancePath);
  if (known && rank(known.error) <= rank(error)) return;
  const mistake = mistakeOf(error, judged);
  if (mistake) values.set(error.instancePath, mistake);
}

const rank = ({ keyword }: ErrorObject) => {
  const order = ['type', 'enum', 'minLength', 'uniqueItems'].indexOf(keyword);
  return order < 0 ? 2.5 : order;
};

function addToObject(objects: Map<string, ObjectMistakes>, error: ErrorObject, judged: Judged): void {
  const isExcluded = error.keyword === 'false schema';
  const { instancePath } = error;
  const at = isExcluded ? instancePath.slice(0, instancePath.lastIndexOf('/')) : instancePath;
  const object = objects.get(at) ?? objectAt({ ...error, instancePath: at }, judged);
  if (!object) return;
  objects.set(at, object);
  if (isExcluded) object.excluded.push(String(mistakeOf(error, judged)?.path.at(-1)));
  else if (error.keyword === 'required') object.missing.push(error.params['missingProperty']);
  else object.unknown.push(error.params['additionalProperty']);
}

/** A key that is unknown where it is written is not complained about again wherever a merge brings it. */
function forgetMergedRepeats(objects: Iterable<ObjectMistakes>): void {
  const all = [...objects];
  const written = new Set(
    all.flatMap(({ map, unknown }) =>
      map.pairs.filter((pair) => unknown.includes(pair.name)).map((pair) => pair.key),
    ),
  );
  for (const { map, unknown } of all) {
    const merged = new Set(map.inherited.filter((pair) => written.has(pair.key)).map((pair) => pair.name));
    unknown.splice(0, unknown.length, ...unknown.filter((key) => !merged.has(key)));
  }
}

function objectAt(error: ErrorObject, judged: Judged): ObjectMistakes | undefined {
  const mistake = mistakeOf(error, judged);
  if (mistake?.node.kind !== 'map') return undefined;
  return { map: mistake.node, mistake, unknown: [], missing: [], excluded: [] };
}

/** Whether unreadable text lies in an object, or follows it with nothing but blanks between. */
function touches(map: MapNode, damage: readonly Span[], text: string): boolean {
  return damage.some((span) => map.start <= span.end && span.start <= skipBlank(text, map.end));
}

/** A value that aliases use in many places is wrong once. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span, message }) => {
    const key = `${rule} ${span.start} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
