import type { RuleLevel } from '../../core/documents/settings-spec.ts';
import type { Finding } from '../finding.ts';
import type { SettingsFacts } from '../model/facts.ts';
import { globMatcher } from './globs.ts';

/** What the settings say about one file. */
export interface FileSettings {
  /** Levels by rule id; rules that are not named keep their own. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
  /** The file is not checked at all. */
  readonly isIgnored: boolean;
}

/** The settings of a file of which none say anything. */
export const noSettings: FileSettings = { levels: new Map(), isIgnored: false };

/**
 * What a settings file says about a file below its folder.
 * @param path of the file, relative to the folder of the settings file, with `/`
 * @param fallback levels of lesser weight, such as the editor's
 */
export function settingsFor(
  path: string,
  { rules, overrides, ignore }: SettingsFacts,
  fallback: ReadonlyMap<string, RuleLevel>,
): FileSettings {
  const matching = overrides.filter(({ files }) => files.some((glob) => globMatcher(glob)(path)));
  const levels = new Map(fallback);
  for (const { rule, level } of [rules, ...matching.map((override) => override.rules)].flat())
    if (level) levels.set(rule.text, level);
  return { levels, isIgnored: ignore.some((glob) => globMatcher(glob)(path)) };
}

/** Whether a level may be given to a finding: what makes a config unusable is an error, whatever anybody says. */
export const isAdjustable = ({ severity, ownSeverity = severity }: Finding): boolean =>
  ownSeverity !== 'error';

/** Findings at the levels that the settings give them; those of rules that are off are gone. */
export function atLevels(findings: readonly Finding[], { levels }: FileSettings): Finding[] {
  return findings.flatMap((finding) => {
    const level = isAdjustable(finding) ? levels.get(finding.rule) : undefined;
    if (level === undefined) return [finding];
    return level === 'off' ? [] : [{ ...finding, severity: level, ownSeverity: finding.severity }];
  });
}
