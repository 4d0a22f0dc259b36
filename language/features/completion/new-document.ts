import { CompletionItemKind } from 'vscode-languageserver-types';
import type { DocumentFormatId } from '../../model/document-format.ts';
import { keywordsOf, mapSpecs, rootSpec } from '../../model/spec-at.ts';
import type { ValuePlace } from '../../syntax/cursor/place.ts';
import { type Draft, mapStart, ranks } from './draft.ts';
import type { Facts } from './facts.ts';
import { entryTemplate } from './skeleton.ts';
import { scalar, type TemplateEntry } from './template.ts';

const titles: Readonly<Record<DocumentFormatId, string>> = {
  monitor: 'monitor config',
  strategy: 'named strategies',
  test: 'config tests',
  settings: 'settings',
};

/** For an empty file: the whole form with all its required parts, beside the bare list that a config may be. */
export function newDocumentDrafts({ layout, path }: ValuePlace, facts: Facts): Draft[] {
  const { format } = facts.context;
  const form = mapSpecs(rootSpec(format), new Map()).find(({ union }) => union === undefined);
  if (!form || path.length > 0) return [];
  const required = form.keys.filter((key) => key.required).map((key) => entryTemplate(key, path, facts));
  const version: TemplateEntry[] = form.keys.some(({ key }) => key === 'version')
    ? [[scalar('version'), scalar(1)]]
    : [];
  const at = mapStart(layout);
  const entries = [...version, ...required];
  return [
    {
      label: titles[format],
      kind: CompletionItemKind.Snippet,
      insert: at.flow ? { type: 'value', template: { type: 'map', entries } } : { type: 'entries', entries },
      at,
      rank: ranks.form,
      detail: 'the full form',
      documentation: [keywordsOf(form.schema).description ?? ''],
    },
  ];
}
