import type { RuleLevel } from '../../core/documents/settings-spec.ts';
import type { MonitorKind, StrategyConfig } from '../../core/metrics/monitor-kind.ts';
import type { MetricInfo } from '../../core/spec/metric.ts';
import type { SampledMonitor } from '../../core/spec/sample-facts.ts';
import type { StrategyDef } from '../../core/strategies/detector.ts';
import type { Item, MapNode, ScalarNode, Span } from '../syntax/tree.ts';

/** A text in the file that refers to something: a strategy, a monitor, a path. */
export interface Reference {
  readonly text: string;
  readonly span: Span;
}

/** A strategy that is written out. */
export interface StrategyFacts {
  readonly node: MapNode;
  /** As it stands in the file. */
  readonly config: StrategyConfig;
  readonly definition: StrategyDef | undefined;
  /** Its parameters with defaults filled in; undefined where they break the schema, and nothing can be said of them. */
  readonly params: Readonly<Record<string, unknown>> | undefined;
  /** What it is made of, when it is a combination. */
  readonly parts: readonly StrategyUse[];
}

/** A strategy that can be used by its name. */
export interface NamedStrategy extends StrategyFacts {
  readonly name: string;
  /** What to mark when the name is meant. */
  readonly span: Span;
  /** The file it stands in. */
  readonly uri: string;
  /** A bare strategy, named after its file. */
  readonly isBare: boolean;
}

/** One entry of a monitor's `strategy`, or a part of a combination: a name, or a strategy written out. */
export type StrategyUse =
  | { readonly form: 'name'; readonly reference: Reference }
  | {
      readonly form: 'inline';
      readonly strategy: StrategyFacts;
      /** The alias that stands for it here, where it is written elsewhere. */
      readonly alias?: Span;
    };

export interface MonitorFacts {
  /** As in results: the given id, or the one that follows from the kind. */
  readonly id: string;
  readonly givenId: Reference | undefined;
  readonly node: MapNode;
  /** As it stands in the file: the very same object for as long as its text stays. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The alias that stands for it in the list, where it is written elsewhere. */
  readonly alias: Span | undefined;
  readonly kind: MonitorKind | undefined;
  /** What it measures; undefined where its parameters break the schema. */
  readonly metric: MetricInfo | undefined;
  /** By what it measures that, with defaults filled in; undefined where `metric` is. */
  readonly measures: Omit<SampledMonitor, 'id'> | undefined;
  readonly strategies: readonly StrategyUse[];
}

export interface PolicyFacts {
  readonly givenId: Reference | undefined;
  readonly on: readonly Reference[];
  /** Undefined where the policy is no map. */
  readonly node: MapNode | undefined;
  /** As of a monitor. */
  readonly alias: Span | undefined;
  /** Its keys with defaults filled in; undefined where they break the schema, and nothing can be said of them. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
}

export interface TestFacts {
  readonly config: Reference | undefined;
  readonly monitors: readonly Reference[];
}

/** A level that a settings file gives to a rule. */
export interface RuleSetting {
  readonly rule: Reference;
  /** Undefined where it breaks the schema. */
  readonly level: RuleLevel | undefined;
}

/** Levels for some files. */
export interface SettingsOverride {
  readonly files: readonly string[];
  readonly rules: readonly RuleSetting[];
}

/** What a settings file (`driftscope.config.yaml`) says. */
export interface SettingsFacts {
  readonly rules: readonly RuleSetting[];
  readonly overrides: readonly SettingsOverride[];
  /** Globs of files that are not checked. */
  readonly ignore: readonly string[];
}

/** A path or glob in the file, relative to it. */
export interface PathFacts extends Reference {
  readonly use: 'include' | 'events' | 'reference' | 'config';
}

/** What one file says, with every fact tied to its place. Holds only what the file itself knows. */
export interface ConfigFacts {
  readonly monitors: readonly MonitorFacts[];
  readonly strategies: readonly NamedStrategy[];
  readonly policies: readonly PolicyFacts[];
  readonly paths: readonly PathFacts[];
  readonly test: TestFacts | undefined;
  readonly settings: SettingsFacts | undefined;
  /** Names of our fields to those of the files, as `preview.map` gives them. */
  readonly map: Readonly<Record<string, string>>;
}

/** Uses of strategies with all the parts that are written out in them. */
export function withParts(uses: readonly StrategyUse[]): readonly StrategyUse[] {
  return uses.flatMap((use) => (use.form === 'inline' ? [use, ...withParts(use.strategy.parts)] : [use]));
}

/** The reference a scalar is; undefined for anything but text. */
export function referenceOf(node: ScalarNode | undefined): Reference | undefined {
  return node && typeof node.value === 'string' && node.value !== ''
    ? { text: node.value, span: node }
    : undefined;
}

/** The reference that an item or the value of a key is; where an alias stands for it, the alias is the place. */
export function referenceTo({ value, alias }: Item): Reference | undefined {
  const found = value.kind === 'scalar' ? referenceOf(value) : undefined;
  return found && alias ? { ...found, span: alias } : found;
}
