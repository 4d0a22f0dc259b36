import { withDefaults } from '../../core/spec/schema.ts';
import { findMeasure, findPreset } from '../../core/stats/measures/index.ts';
import { pairOf } from '../syntax/tree.ts';
import { code, enumerate } from '../validate/wording.ts';
import type { Rule } from './kit/rule.ts';

/** A preset that the measure does not have. */
export const unknownPreset: Rule = {
  id: 'unknown-preset',
  severity: 'error',
  title: 'Preset that the measure does not have',
  isPerMonitor: true,
  doc:
    'A preset says whose way of computing a measure to take, and not every library computes every measure: NannyML has no ' +
    'PSI, and only PSI has customary quantile bins.',
  good: [
    { text: '- kind: prediction_drift\n  preset: nannyml\n' },
    { text: '- kind: feature_drift\n  field: x\n  measure: psi\n  preset: quantile\n' },
  ],
  bad: [
    {
      text: '- kind: feature_drift\n  field: x\n  preset: nannyml\n',
      marks: 'nannyml',
      message: 'The measure `psi` has no preset `nannyml`; it has `evidently` and `quantile`',
    },
    { text: '- kind: feature_drift\n  field: x\n  measure: kl\n  preset: scipy\n', marks: 'scipy' },
  ],
  check: ({ config }) =>
    config.facts.monitors.flatMap(({ kind, metric, node }) => {
      const given = pairOf(node, 'preset')?.value;
      // What breaks the schema is told by the schema.
      if (!kind || !metric || given?.kind !== 'scalar' || !('measure' in kind.params.properties)) return [];
      const written = pairOf(node, 'measure')?.value;
      const params = withDefaults(kind.params, written?.kind === 'scalar' ? { measure: written.value } : {});
      const measure = String(params['measure']);
      const preset = String(given.value);
      if (findPreset(measure, preset)) return [];
      const has = findMeasure(measure)?.presets.map(({ name }) => code(name)) ?? [];
      const message = `The measure ${code(measure)} has no preset ${code(preset)}; it has ${enumerate(has, 'and')}`;
      return [{ span: given, message }];
    }),
};
