import type { ErrorObject, ValidateFunction } from 'ajv';
import { configSpec, settingsSpec, strategyFileSpec, testFileSpec } from '../../core/documents/index.ts';
import type { Finding } from '../finding.ts';
import {
  monitorValidator,
  settingsValidator,
  strategyValidator,
  testValidator,
} from '../generated/validators.js';
import type { DocumentFormatId } from '../model/document-format.ts';
import { skipBlank } from '../syntax/lines.ts';
import {
  isUnfinished,
  mergedNodes,
  type Node,
  overlap,
  pairOf,
  type Span,
  type SyntaxDocument,
} from '../syntax/tree.ts';
import { type Accepted, errorsOf } from './errors-of.ts';
import { type Judged, type Mistake, mistakeOf } from './mistake.ts';
import { explainObject, type ObjectMistakes } from './object-mistakes.ts';
import { misfit } from './root-shape.ts';
import { explainValue } from './value-mistakes.ts';

const schemas: Readonly<Record<DocumentFormatId, { validate: ValidateFunction; spec: Judged['spec'] }>> = {
  monitor: { validate: monitorValidator, spec: configSpec },
  strategy: { validate: strategyValidator, spec: strategyFileSpec },
  test: { validate: testValidator, spec: testFileSpec },
  settings: { validate: settingsValidator, spec: settingsSpec },
};

/** What the schema says about a document. */
export interface Verdict {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** JSON pointers of the values that break the schema: wrong themselves, or objects whose keys are. */
  readonly invalid: ReadonlySet<string>;
}

/**
 * Validates a document and tells every mistake once, at the token a person would change. What was `accepted` in an
 * earlier text of the file is not validated again.
 */
export function checkSchema(
  document: SyntaxDocument,
  format: DocumentFormatId,
  text: string,
  accepted: Accepted,
): Verdict {
  const { value } = document;
  if (!document.root) return { value, findings: [], invalid: new Set(['']) };
  const { validate, spec } = schemas[format];
  const errors = errorsOf(validate, value, accepted).filter((error) => error.keyword !== 'if');
  if (errors.length === 0) return { value, findings: [], invalid: new Set() };
  const invalid = new Set(errors.map((error) => error.instancePath));
  const judged: Judged = { text, root: document.root, value, spec };
  const odd = misfit(document.root, format, text);
  const findings = odd ? apartFrom(document.damage, [odd]) : explain(errors, judged, document.damage);
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
  forgetMergedRepeats([...objects.values()]);
  const sound = [...values.values()].filter(
    ({ node }) => !isRefusedAlias(node, judged.text) && !isDoubtful(node, damage, judged.text),
  );
  const ofKeys = [...objects.values()].flatMap((object) =>
    explainObject(trusted(object, damage, judged.text), judged),
  );
  const isSaid = ({ span }: Finding) => ofKeys.some((other) => isWithin(span, other.span));
  const ofValues = sound
    .map((mistake) => explainValue(mistake, judged))
    .filter((finding) => finding !== undefined && !isSaid(finding));
  const findings = [...ofValues, ...ofKeys].filter((finding) => finding !== undefined);
  return apartFrom(damage, findings);
}

const apartFrom = (damage: readonly Span[], findings: readonly Finding[]) =>
  findings.filter(({ span }) => !damage.some((region) => overlap(region, span)));

/** What is wrong with a value that a mistake of layout has cut off is said with that mistake. */
const isWithin = (span: Span, other: Span) => other.start <= span.start && span.end <= other.end;

/**
 * What can be said of the keys of an object that is not wholly understood: what seems to be missing may stand in the
 * text that could not be read or is yet to be typed, and what follows such text may belong elsewhere.
 */
function trusted(object: ObjectMistakes, damage: readonly Span[], text: string): ObjectMistakes {
  const region = touched(object.map, damage, text);
  if (!region) return isUnfinished(object.map) ? { ...object, missing: [] } : object;
  const isBefore = (key: string) => (pairOf(object.map, key)?.key.start ?? 0) < region.start;
  const tag = object.mistake.place?.union?.tag;
  const isChosen = tag === undefined || isBefore(tag);
  return { ...object, missing: [], unknown: isChosen ? object.unknown.filter(isBefore) : [] };
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

/** What is wrong with the keys of a map is not said again of every map that it is merged into. */
function forgetMergedRepeats(objects: readonly ObjectMistakes[]): void {
  const written = new Set(
    objects.flatMap(({ map, unknown }) =>
      map.pairs.filter(({ name }) => unknown.includes(name)).map(({ key }) => key),
    ),
  );
  for (const { map, unknown, missing } of objects.filter((object) => object.map.merges.length > 0)) {
    const merged = map.inherited.filter(({ key }) => written.has(key)).map(({ name }) => name);
    const sources = new Set(map.merges.flatMap(({ value }) => mergedNodes(value)));
    const missed = objects.filter((object) => sources.has(object.map)).flatMap((object) => object.missing);
    remove(unknown, merged);
    remove(missing, missed);
  }
}

function remove(keys: string[], unwanted: readonly string[]): void {
  keys.splice(0, keys.length, ...keys.filter((key) => !unwanted.includes(key)));
}

function objectAt(error: ErrorObject, judged: Judged): ObjectMistakes | undefined {
  const mistake = mistakeOf(error, judged);
  if (mistake?.node.kind !== 'map') return undefined;
  return { map: mistake.node, mistake, unknown: [], missing: [], excluded: [] };
}

/** An alias that stands for nothing: that is the mistake, whatever would be fit for its place. */
const isRefusedAlias = (node: Node, text: string) =>
  node.kind === 'scalar' && node.style === 'plain' && text[node.start] === '*';

/** Whether a value may be something else than the tree says; what stands beside one line of text is clear. */
function isDoubtful(node: Node, damage: readonly Span[], text: string): boolean {
  const isWritten = node.kind === 'scalar' && node.style !== 'empty';
  return isWritten
    ? damage.some((region) => overlap(region, node))
    : touched(node, damage, text) !== undefined;
}

/** The unreadable text that lies in a node, or follows it with nothing but blanks between. */
function touched(node: Span, damage: readonly Span[], text: string): Span | undefined {
  return damage.find((span) => node.start <= span.end && span.start <= skipBlank(text, node.end));
}

/** A value that aliases use in many places is wrong once. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span, message }) => {
    const key = `${rule} ${span.start} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
