import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentFormats, schemaOf } from '../../../core/documents/index.ts';
import type { JsonSchema, Style } from '../../../core/documents/json-schema.ts';
import { monitorKinds } from '../../../core/metrics/index.ts';
import { eventSpecs, eventTypes } from '../../../core/spec/event-types.ts';
import { strategies } from '../../../core/strategies/index.ts';

/** Strict, as SchemaStore checks it: unknown keywords and doubtful combinations are errors. */
function validator(id: string, style: Style): ValidateFunction {
  const format = documentFormats.find((candidate) => candidate.id === id);
  if (!format) throw new Error(`no format ${id}`);
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    validateFormats: false,
  });
  return ajv.compile(schemaOf(format, style));
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 0.05, 1, 100),
);
const word = fc.constantFrom(
  'latency',
  'p95',
  'any',
  'x',
  '',
  '5m',
  'above',
  'ewma',
  'critical',
  '2 m',
  'median',
);
const leaf = fc.oneof(number, word, fc.boolean(), fc.constant(null));
const keys = fc.constantFrom(
  ...new Set([
    'id',
    'kind',
    'type',
    'strategy',
    'severity',
    'for',
    'model',
    'version',
    'monitors',
    'strategies',
    'url',
    ...monitorKinds.flatMap(({ params }) => Object.keys(params.properties)),
    ...strategies.flatMap(({ params }) => Object.keys(params.properties)),
  ]),
);
const strategy = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom(...strategies.map(({ id }) => id)),
      bound: leaf,
      alpha: leaf,
      k_sigma: number,
      threshold: number,
    },
    { requiredKeys: ['type'] },
  ),
  ...strategies.flatMap(({ id, examples }) =>
    examples.map(({ params }) => fc.constant({ type: id, ...params })),
  ),
);
const monitor = fc
  .tuple(
    fc.constantFrom(...monitorKinds.map(({ id }) => id), 'other'),
    fc.dictionary(keys, fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: strategy }), {
      maxKeys: 4,
    }),
  )
  .map(([kind, rest]) => ({ ...rest, kind }));
const config = fc.oneof(
  fc.array(monitor, { maxLength: 3 }),
  fc.record(
    {
      monitors: fc.array(monitor, { maxLength: 2 }),
      strategies: fc.dictionary(fc.constantFrom('a', 'b c'), strategy, { maxKeys: 2 }),
      version: fc.constantFrom(1, 2),
    },
    { requiredKeys: [] },
  ),
  leaf,
);

/** A valid event of each type, from its fields' types. */
const wholeEvents = eventTypes.map((type) => {
  const fields = Object.entries(eventSpecs[type].fields.properties).map(([key, field]) => {
    const { type: json } = field as { type?: string };
    return [
      key,
      json === 'number' || json === 'integer' ? 1 : json === 'object' ? { name: 'm', version: '1' } : 'x',
    ];
  });
  return { type, ...Object.fromEntries(fields) };
});
const changes = fc.dictionary(
  fc.constantFrom(
    'model_id',
    'latency_ms',
    'predicted_label',
    'model_version',
    'timestamp',
    'value',
    'MetricsSnapshot',
    'extra',
  ),
  leaf,
  { maxKeys: 2 },
);
const event = fc
  .tuple(fc.constantFrom(...wholeEvents), changes, fc.constantFrom('keep', 'drop', 'other'))
  .map(([{ type, ...fields }, changed, tag]) => ({
    ...(tag === 'drop' ? {} : { type: tag === 'keep' ? type : tag }),
    ...fields,
    ...changed,
  }));

describe.each([
  ['monitor', config],
  [
    'strategy',
    fc.oneof(strategy, fc.record({ strategies: fc.dictionary(word, strategy, { maxKeys: 2 }) }), leaf),
  ],
  ['event', event],
] as const)('%s: both encodings say the same', (id, documents) => {
  const authoring = validator(id, 'authoring');
  const codegen = validator(id, 'codegen');

  test('on generated documents', () => {
    let valid = 0;
    fc.assert(
      fc.property(documents as fc.Arbitrary<unknown>, (document) => {
        const verdict = authoring(document);
        if (verdict) valid += 1;
        expect(codegen(document), JSON.stringify(authoring.errors ?? codegen.errors)).toBe(verdict);
      }),
      { numRuns: 2000 },
    );
    expect(valid, 'some documents are valid, or the test shows nothing').toBeGreaterThan(20);
  });
});

describe.each(documentFormats.flatMap(({ id }) => [[id, 'authoring'] as const, [id, 'codegen'] as const]))(
  '%s, %s',
  (id, style) => {
    const format = documentFormats.find((candidate) => candidate.id === id);
    const schema: JsonSchema = format ? schemaOf(format, style) : {};

    test('is a valid schema in strict mode', () => {
      expect(() => validator(id, style)).not.toThrow();
    });

    test('has no keyword beside $ref, and ASCII patterns without look-around', () => {
      walk(schema, (part) => {
        if ('$ref' in part) expect(Object.keys(part)).toEqual(['$ref']);
        if (typeof part['pattern'] === 'string') expect(part['pattern']).toMatch(/^(?!.*\(\?)[\x20-\x7e]+$/);
      });
    });

    test('describes every property', () => {
      walk(schema, (part) => {
        for (const [key, property] of Object.entries((part['properties'] as JsonSchema | undefined) ?? {})) {
          const isMention =
            property === true || property === false || Object.keys(property as object).join() === 'const';
          const said = property as { description?: string; $ref?: string };
          expect(isMention || said.description || said.$ref, key).toBeTruthy();
        }
      });
    });
  },
);

/** Every object of a schema, branches of unions included. */
function walk(node: unknown, visit: (part: JsonSchema) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (typeof node === 'object' && node !== null) {
    visit(node as JsonSchema);
    for (const [key, value] of Object.entries(node))
      if (key !== 'examples' && key !== 'default') walk(value, visit);
  }
}

test('an optional union is a union still', () => {
  const validate = validator('test', 'authoring');
  const file = (input: object) => ({
    config: 'a.monitor.yaml',
    tests: [{ name: 'n', input, expect: [{ retraining: true }] }],
  });
  expect(validate(file({ kind: 'metric_sample', metric: 'x', values: '1x3' }))).toBe(true);
  expect(validate(file({ kind: 'metric_sample', metric: 'x' }))).toBe(false);
});
