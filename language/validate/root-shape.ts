import { errorAt, type Finding } from '../finding.ts';
import type { DocumentFormatId } from '../model/document-format.ts';
import { type Node, pairOf } from '../syntax/tree.ts';

/**
 * A monitor config that is something else as a whole: one mistake, where the schema would count each of its keys.
 */
export function misfit(root: Node, format: DocumentFormatId, text: string): Finding | undefined {
  if (format !== 'monitor' || root.kind !== 'map' || pairOf(root, 'monitors')) return undefined;
  const kind = root.pairs.find((pair) => pair.name === 'kind');
  if (kind && !root.flow) {
    const given = text.slice(kind.key.start, kind.key.end);
    return errorAt('schema-wrong-type', kind.key, 'A monitor is an item of a list; put `- ` before it', {
      replace: `- ${given}`,
    });
  }
  const type = root.pairs.find((pair) => pair.name === 'type');
  if (!type) return undefined;
  const message =
    'This is a strategy, and this file is a monitor config; name it `*.strategy.yaml` and include it';
  return errorAt('schema-wrong-type', type.key, message);
}
