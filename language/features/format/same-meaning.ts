import { isAlias, isCollection, isMap, isPair, isScalar, parseAllDocuments } from 'yaml';

/** Whether two YAML texts hold the same documents: structure, values, anchors, tags and the order of keys. */
export function meansTheSame(a: string, b: string): boolean {
  return meaningOf(a) === meaningOf(b);
}

function meaningOf(text: string): string {
  const options = { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' } as const;
  const parsed = parseAllDocuments(text, options);
  const documents = Array.isArray(parsed) ? parsed : [];
  return JSON.stringify(
    documents.map(({ contents, errors }) => [shape(contents), errors.map(({ code }) => code)]),
  );
}

/** Aliases stand for themselves: what they refer to could be of any size. */
function shape(node: unknown): unknown {
  if (isPair(node)) return [shape(node.key), shape(node.value)];
  if (isAlias(node)) return { alias: node.source };
  if (isScalar(node)) return { ...propsOf(node), value: `${typeof node.value} ${String(node.value)}` };
  if (!isCollection(node)) return null;
  return { ...propsOf(node), is: isMap(node) ? 'map' : 'seq', items: node.items.map(shape) };
}

const propsOf = ({ anchor, tag }: { anchor?: string; tag?: string | undefined }) => ({ anchor, tag });
