import { type RuleLevel, ruleLevels } from '../../core/documents/settings-spec.ts';
import { effectivePairs } from '../syntax/tree.ts';
import type { DocumentView } from './document-view.ts';
import type { RuleSetting, SettingsFacts } from './facts.ts';

type Path = readonly (string | number)[];

/** The facts of a settings file. What breaks the schema counts for nothing; the rest still counts. */
export function settingsFacts(view: DocumentView): SettingsFacts {
  return {
    rules: rulesAt(view, ['rules']),
    overrides: view.items(['overrides']).map((path) => ({
      files: textsAt(view, [...path, 'files']),
      rules: rulesAt(view, [...path, 'rules']),
    })),
    ignore: textsAt(view, ['ignore']),
  };
}

function rulesAt(view: DocumentView, path: Path): RuleSetting[] {
  const map = view.map(path);
  return (map ? effectivePairs(map) : []).map(({ key, name, value }) => ({
    rule: { text: name, span: key },
    level: value.kind === 'scalar' ? levelOf(value.value) : undefined,
  }));
}

/** The level that a value names; undefined for anything else. */
export function levelOf(value: unknown): RuleLevel | undefined {
  return ruleLevels.find((level) => level === value);
}

const textsAt = (view: DocumentView, path: Path) =>
  view.items(path).flatMap((item) => view.reference(item)?.text ?? []);
