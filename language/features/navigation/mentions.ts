import { identifierPattern } from '../../../core/documents/monitor-spec.ts';
import { type MonitorFacts, type Reference, withParts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type Pair, pairOf, type Span } from '../../syntax/tree.ts';
import { anchorMentions, isNearSigil } from './anchors.ts';

/** What can be named in a file and referred to from elsewhere. */
export type NameKind = 'strategy' | 'monitor' | 'anchor';

/** A place in a file where a name stands. */
export interface Mention {
  readonly what: NameKind;
  readonly role: 'definition' | 'use';
  readonly name: string;
  /** The scalar that holds the name with its quotes, or the alias that stands for it. */
  readonly node: Span;
  /** Of a definition, all that is defined. */
  readonly whole?: Span;
  /** Of a definition, when the name is not written but follows from the kind or from the name of the file. */
  readonly follows?: 'kind' | 'file';
  /** Where to look for the definition: in this file and those it includes, or in the config under test. */
  readonly scope: 'own' | 'tested';
}

/** What the schema wants of the names of monitors and strategies. */
export const identifier = new RegExp(identifierPattern);

/** Every mention of a monitor or a strategy in a file, in no order. What merge keys repeat is there once. */
export function mentionsIn({ facts }: ReadConfig): readonly Mention[] {
  const strategyUses = [
    ...facts.monitors.map(({ strategies }) => strategies),
    ...facts.strategies.map(({ parts }) => parts),
  ];
  const uses = withParts(strategyUses.flat()).flatMap((use) => (use.form === 'name' ? [use.reference] : []));
  return unrepeated([
    ...facts.strategies.map(
      ({ name, span, node, isBare }): Mention => ({
        ...{ what: 'strategy', role: 'definition', name, node: span, scope: 'own' },
        whole: isBare ? node : around(span, node),
        ...(isBare ? { follows: 'file' } : {}),
      }),
    ),
    ...uses.map((reference) => useOf('strategy', reference, 'own')),
    ...facts.monitors.flatMap(monitorDefinition),
    ...facts.policies.flatMap(({ on }) => on).map((reference) => useOf('monitor', reference, 'own')),
    ...(facts.test?.monitors ?? []).map((reference) => useOf('monitor', reference, 'tested')),
  ]);
}

/** The mention at an offset, one that ends there included. An alias counts as the anchor's, not as what it stands for. */
export function mentionAt(config: ReadConfig, offset: number): Mention | undefined {
  const isAt = ({ node }: Mention) => node.start <= offset && offset <= node.end;
  const anchor = isNearSigil(config.text, offset) ? anchorsOf(config).find(isAt) : undefined;
  return anchor ?? mentionsIn(config).find(isAt);
}

/** Every anchor and alias of a file, with the anchor's place as what tells one from another of the same name. */
export const anchorsOf = ({ text, uri }: ReadConfig) => anchorMentions(text, uri);

function monitorDefinition({ id, givenId, node, kind }: MonitorFacts): Mention[] {
  const base = { what: 'monitor', role: 'definition', name: id, whole: node, scope: 'own' } as const;
  if (givenId) return [{ ...base, node: givenId.span }];
  const pair = kind && pairOf(node, 'kind');
  return pair ? [{ ...base, node: placeOf(pair), follows: 'kind' }] : [];
}

/** Where the value of a pair stands in the text: an alias, or the value itself. */
export const placeOf = ({ alias, value }: Pair): Span => alias ?? value;

const useOf = (what: NameKind, { text, span }: Reference, scope: Mention['scope']): Mention => ({
  what,
  role: 'use',
  name: text,
  node: span,
  scope,
});

/** From a key to the end of its value, unless the value is an alias's and stands elsewhere. */
const around = (key: Span, value: Span): Span =>
  value.start < key.end ? key : { start: key.start, end: value.end };

function unrepeated(mentions: readonly Mention[]): Mention[] {
  const byPlace = new Map(
    mentions.map((mention) => [
      `${mention.node.start} ${mention.what} ${mention.role} ${mention.name}`,
      mention,
    ]),
  );
  return [...byPlace.values()];
}
