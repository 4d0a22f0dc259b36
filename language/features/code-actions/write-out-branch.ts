import type { Fix } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { mapSpecs, specsAt } from '../../model/spec-at.ts';
import type { Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { branchTemplate } from '../completion/skeleton.ts';
import { renderValue } from '../completion/template.ts';
import { factsFor, type Known } from './known-facts.ts';
import { nodePlaces } from './node-places.ts';

const none = new Map();

/** The fix that writes out, with what it needs, the branch of a union that a marked word names: `ewma` becomes `{ type: ewma, … }`. */
export function branchWrittenOut(id: string, span: Span, config: ReadConfig, known: Known): Fix | undefined {
  const place = nodePlaces(config).find(({ node }) => node.start === span.start && node.end === span.end);
  if (!place) return undefined;
  const { path } = place;
  const maps = specsAt(config.format, path).flatMap((spec) => mapSpecs(spec, none));
  for (const map of maps) {
    const branch = map.union?.branches.find((one) => one.id === id);
    if (!branch) continue;
    const template = branchTemplate(map, branch, { path, siblings: none }, factsFor(config, known));
    const json = syntaxOf(config.uri) === 'json';
    const newText = renderValue(template, { json, quote: '', flow: true, column: 0, snippets: false });
    return { title: `Write out ${code(newText)}`, edits: [{ ...span, newText }], isCertain: false };
  }
  return undefined;
}
