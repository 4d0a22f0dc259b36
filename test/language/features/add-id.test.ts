import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

/** The titles of what is offered at `█` to rewrite, and the text after the first of them. */
async function offered(marked: string, file = 'a.monitor.yaml') {
  const document = documentOf(file, marked.replace('█', ''));
  const service = createLanguageService(memoryHost({}));
  const at = document.positionAt(marked.indexOf('█'));
  const actions = await service.codeActions(document, { start: at, end: at }, ['refactor']);
  const after = TextDocument.applyEdits(document, [...(actions[0]?.edits ?? [])]);
  const plans = await Promise.all(
    [document, documentOf(file, after)].map(async (one) => (await service.model(one)).plan),
  );
  return { titles: actions.map(({ title, kind }) => `${kind} ${title}`), after, plans };
}

const strategy = '{ type: static, bound: 3 }';

describe('an id that follows from the kind is written down', () => {
  test.each([
    [
      `- kind: lat█ency # x\n  strategy: ${strategy}\n`,
      `- id: latency\n  kind: latency # x\n  strategy: ${strategy}\n`,
    ],
    [
      `- { kind: lat█ency, strategy: ${strategy} }\n`,
      `- { id: latency, kind: latency, strategy: ${strategy} }\n`,
    ],
    [
      `monitors:\r\n  - kind: latency\r\n    strategy: ${strategy}\r\n  - kind: lat█ency\r\n    strategy: ${strategy}\r\n`,
      `monitors:\r\n  - kind: latency\r\n    strategy: ${strategy}\r\n  - id: latency-2\r\n    kind: latency\r\n    strategy: ${strategy}\r\n`,
    ],
    [
      `- kind: lat█ency\n  strategy: ${strategy}\n- kind: latency\n  strategy: ${strategy}\n`,
      `- id: latency\n  kind: latency\n  strategy: ${strategy}\n- kind: latency\n  strategy: ${strategy}\n`,
    ],
  ])('%j', async (marked, wanted) => {
    const { titles, after, plans } = await offered(marked);
    expect(titles).toEqual([expect.stringMatching(/^refactor\.rewrite Add `id: latency/)]);
    expect(after).toBe(wanted);
    expect(plans[0]).toBeDefined();
    expect(plans[1]).toEqual(plans[0]);
  });

  test('in JSON too', async () => {
    const text =
      '[\n  {\n    "kind": "lat█ency",\n    "strategy": { "type": "static", "bound": 3 }\n  }\n]\n';
    const { after, plans } = await offered(text, 'a.monitor.json');
    expect(after).toBe(text.replace('█', '').replace('"kind"', '"id": "latency",\n    "kind"'));
    expect(plans[1]).toEqual(plans[0]);
  });

  test.each([
    ['which is there', '- kind: lat█ency\n  id: a\n'],
    ['that a merge would give to another monitor', '- &a\n  kind: lat█ency\n- <<: *a\n  for: 1s\n'],
    ['that an alias would repeat', '- &a { kind: lat█ency }\n- *a\n'],
  ])('but not one %s', async (_, marked) => expect((await offered(marked)).titles).toEqual([]));
});
