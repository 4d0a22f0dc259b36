import { CompletionItemKind } from 'vscode-languageserver-types';
import { type ModelKey, modelLabel } from '../../../core/spec/columns.ts';
import { eventTypes } from '../../../core/spec/event-types.ts';
import type { FieldFacts, SampleFacts } from '../../../core/spec/sample-facts.ts';
import type { Completes } from '../../../core/spec/schema.ts';
import type { FileKind } from '../../model/path-kinds.ts';
import { alternatives, keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import { isMonitorId, isStrategyName } from '../describe/describe-definition.ts';
import { describeEvent, describeField, eventFields, isEventType } from '../describe/event-fields.ts';
import { fieldText, spreadText } from '../describe/sample-words.ts';
import type { Facts } from './facts.ts';
import { named, type Suggestion, unique } from './suggestion.ts';

/** Metrics that the monitor kinds know by name. */
const knownMetrics = ['inference_latency_ms', 'accuracy', 'prediction_drift'];

/** Names that a value may refer to: strategies, monitors, models, metrics, fields, files. Not from the schema. */
export function namesAt(spec: ValueSpec, path: readonly Frame[], facts: Facts): Suggestion[] {
  const takesText = alternatives(spec.schema).some((schema) => keywordsOf(schema).type === 'string');
  if (!takesText) return [];
  if (isStrategyName(spec)) return named(facts.strategyNames(), 'strategy');
  if (refersToMonitor(spec, facts)) return named(facts.monitorIds(), 'monitor');
  const file = fileKind(spec, path);
  if (file) return filesOf(file, facts);
  const parent = parentKey(path);
  if (parent === 'map') return columnsFor(spec.key, facts);
  const { completes } = keywordsOf(spec.schema);
  if (completes) return seenNames(completes, spec, facts);
  return named(
    modelNames(spec, parent, facts.context.sample?.models ?? []),
    'model of the sample',
    CompletionItemKind.Value,
  );
}

function seenNames(completes: Completes, spec: ValueSpec, facts: Facts): Suggestion[] {
  if (completes === 'metric') return metricsOf(facts);
  return completes === 'field' ? fieldsOf(spec.siblings.get('event'), facts) : featuresOf(facts);
}

const refersToMonitor = (spec: ValueSpec, { context }: Facts) =>
  isMonitorId(spec) || (context.format === 'test' && spec.key === 'monitor');

/** What kind of file a path at this place points to; undefined where there is no path. */
export function fileKind({ key, branch }: ValueSpec, path: readonly Frame[]): FileKind | undefined {
  if (branch) return undefined;
  if (key === 'include') return 'strategies';
  if (key === 'config') return 'config';
  return key === 'events' && path.length > 1 ? 'events' : undefined;
}

const filesOf = (kind: FileKind, { context, typed }: Facts) =>
  named(context.matchFiles?.(kind, typed) ?? [], 'file', CompletionItemKind.File);

/** The key in whose map the value stands. */
function parentKey(path: readonly Frame[]): string | undefined {
  const frame = path.at(-2);
  return frame?.type === 'map' ? frame.key : undefined;
}

/** `preview.map`: what the file calls a field, or for the type a constant. */
function columnsFor(key: string, { context }: Facts): Suggestion[] {
  const columns = named(context.sample?.columns ?? [], 'column of the sample', CompletionItemKind.Field);
  if (key !== 'type') return columns;
  const constants = eventTypes.map(
    (type): Suggestion => ({
      value: `=${type}`,
      kind: CompletionItemKind.Constant,
      detail: 'for every row',
      documentation: describeEvent(type),
    }),
  );
  return [...constants, ...columns];
}

/** Numeric fields of an event: those that occur first, then those that it may have. */
function fieldsOf(event: string | undefined, { context }: Facts): Suggestion[] {
  const declared = eventFields(isEventType(event) ? [event] : undefined).filter(({ isNumeric }) => isNumeric);
  const documentation = new Map(declared.map((field) => [field.name, describeField(field)]));
  const rest = declared.map(
    ({ name }): Suggestion => ({
      value: name,
      kind: CompletionItemKind.Field,
      detail: isEventType(event) ? `field of ${event}` : 'field',
      documentation: documentation.get(name) ?? [],
    }),
  );
  const seen = fieldsSeen(context.sample, (type) => event === undefined || type === event)
    .filter(({ values }) => values !== undefined)
    .map((field) => fieldSuggestion(field, documentation.get(field.name)));
  return unique([...seen, ...rest]);
}

/** Fields that the events carry beside their own: numbers and texts. */
const featuresOf = ({ context }: Facts): Suggestion[] =>
  unique(
    fieldsSeen(context.sample, () => true)
      .filter(({ name }) => name.startsWith('metadata.'))
      .map((field) => fieldSuggestion(field, undefined)),
  );

const fieldsSeen = (sample: SampleFacts | undefined, isWanted: (type: string) => boolean) =>
  (sample?.events ?? []).filter(({ type }) => isWanted(type)).flatMap(({ fields }) => fields);

const fieldSuggestion = (field: FieldFacts, documentation: readonly string[] = []): Suggestion => ({
  value: field.name,
  kind: CompletionItemKind.Field,
  detail: fieldText(field),
  documentation,
});

/** Metrics that occur, then those that the monitor kinds know. */
const metricsOf = ({ context }: Facts): Suggestion[] =>
  unique([
    ...(context.sample?.metrics ?? []).map(
      ({ name, values }): Suggestion => ({
        value: name,
        kind: CompletionItemKind.Value,
        detail: spreadText(values),
      }),
    ),
    ...named(knownMetrics, 'metric', CompletionItemKind.Value),
  ]);

function modelNames({ key }: ValueSpec, parent: string | undefined, models: readonly ModelKey[]): string[] {
  const defined = (name: string | undefined) => (name === undefined ? [] : [name]);
  if (key === 'model') return [...new Set(models.map(modelLabel))];
  if (parent !== 'model') return [];
  if (key === 'name') return [...new Set(models.flatMap((model) => defined(model.name)))];
  return key === 'version' ? [...new Set(models.flatMap((model) => defined(model.version)))] : [];
}
