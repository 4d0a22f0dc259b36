import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, Range, TextEdit } from 'vscode-languageserver-types';
import type { SampleFacts } from '../../../core/spec/sample-facts.ts';
import { complete } from '../../../language/features/completion.ts';
import { hover } from '../../../language/features/hover.ts';
import { documentOf } from '../../helpers/cursor.ts';
import { applyItem } from './apply-item.ts';
import { context } from './completions.ts';
import { isInside } from './ranges.ts';
import { documents, type Sample, variants } from './sample-documents.ts';
import { leaves, problemCount } from './syntax.ts';

const values = { count: 2, mean: 0.5, std: 1, quantiles: [-1e-7, 1e21] };

/** Names as files have them: with everything in them that means something in YAML or in snippets. */
const odd = ['a: b', '- c', '#d', "it's", '"e"', '$1{2}', '1.5', 'true', 'ü 😀', 'f, [g]', ''];
const paths = odd.map((name) => `data/${name}.csv`);
const seen: SampleFacts = {
  rows: 2,
  isWhole: true,
  hasTimes: true,
  models: odd.map((name) => ({ name, version: name })),
  events: [{ type: 'inference_record', count: 2, fields: odd.map((name) => ({ name, count: 2, values })) }],
  metrics: odd.map((name) => ({ name, values })),
  columns: odd,
  missingColumns: [],
  badFiles: [],
  monitors: ['latency', 'drift', 'slow'].map((id) => ({
    id,
    model: 'm',
    metric: 'x',
    values,
    correlation: 0,
  })),
  unmeasured: [],
};

function itemsAt(document: TextDocument, offset: number, { format }: Sample): CompletionItem[] {
  const names = { strategyNames: ['shared'], monitorIds: ['other'], sample: seen, matchFiles: () => paths };
  return complete(document, document.positionAt(offset), { ...context, ...names, format }).items;
}

/** On one line, and around the cursor. */
function isAround(range: Range, document: TextDocument, offset: number): boolean {
  const { start, end } = range;
  const isAt = document.offsetAt(start) <= offset && offset <= document.offsetAt(end);
  return isInside(range, document) && start.line === end.line && isAt;
}

/**
 * Everything that must hold at one offset; which items are accepted too is up to `accepts`. Throws rather than
 * expects: this runs a hundred thousand times.
 */
function checkAt(document: TextDocument, offset: number, sample: Sample, accepts: (at: number) => boolean) {
  const fail = (what: string, text = document.getText()) => {
    throw new Error(`${what} at ${offset} of\n${text}`);
  };
  const shown = hover(document, document.positionAt(offset), sample.format, { sample: seen });
  if (shown?.range && !isAround(shown.range, document, offset)) fail('hover outside');
  const items = itemsAt(document, offset, sample);
  const before = items.length > 0 ? problemCount(document.getText(), sample.path) : 0;
  for (const [at, item] of items.entries()) {
    if (!isAround((item.textEdit as TextEdit).range, document, offset)) fail(`"${item.label}" outside`);
    if (!accepts(at)) continue;
    const text = applyItem(document, item);
    if (problemCount(text, sample.path) > before) fail(`"${item.label}" adds an error`, text);
  }
}

/** What is inserted may move items of a list, but no value to another key or another level. */
function checkPlaces(
  document: TextDocument,
  offset: number,
  sample: Sample,
  accepts: (at: number) => boolean,
) {
  checkAt(document, offset, sample, accepts);
  const before = leaves(document.getText());
  for (const [at, item] of itemsAt(document, offset, sample).entries()) {
    if (!accepts(at)) continue;
    const text = applyItem(document, item);
    const after = new Set(leaves(text));
    const lost = before.filter((leaf) => !after.has(leaf));
    if (lost.length > 0) throw new Error(`"${item.label}" at ${offset} loses ${lost.join(' ')} in\n${text}`);
  }
}

/** A cursor is never between the two characters of a line end. */
const isPlace = (text: string, offset: number) => text[offset - 1] !== '\r';

/** Of so many items one is accepted: fewer in longer texts, which have more offsets and take longer to parse. */
const sharesOf = (length: number) => 4 + Math.floor(length / 60);

const every = (step: number, offset: number) => (at: number) => (at + offset) % step === 0;

/**
 * At every offset of every document, whole and cut off; in the other variants at every fifth. Of what is proposed there a share is
 * accepted, since to parse the result takes longest: another share at each of the next offsets. None is in a document that is
 * broken as it stands: behind a bracket that nobody closed, lines are completed as what they were before somebody opened it.
 */
describe.each(documents)('$name', (sample) => {
  const isBroken = problemCount(sample.text, sample.path) > 0;
  const shareAt = (share: number, offset: number) => (isBroken ? () => false : every(share, offset));

  describe.each(variants)('$variant', ({ variant, of }) => {
    const step = variant === 'LF' ? 1 : 5;
    const given = of(sample.text);
    const share = sharesOf(given.length);

    it('at every offset', () => {
      const document = documentOf(given, sample.path);
      for (let offset = 0; offset <= given.length; offset += step)
        if (isPlace(given, offset)) checkAt(document, offset, sample, shareAt(share, offset));
    });

    it('cut off at every offset', () => {
      for (let offset = step - 1; offset <= given.length; offset += step)
        if (isPlace(given, offset))
          checkAt(documentOf(given.slice(0, offset), sample.path), offset, sample, shareAt(share, offset));
    });
  });

  it('with a blank line of any depth anywhere: everything else keeps its place', () => {
    const lines = sample.text.split('\n');
    for (const depth of [0, 1, 2, 4, 6]) {
      for (let at = 0; at <= lines.length; at += 1) {
        const text = [...lines.slice(0, at), ' '.repeat(depth), ...lines.slice(at)].join('\n');
        const offset = lines.slice(0, at).join('\n').length + (at > 0 ? 1 : 0) + depth;
        checkPlaces(documentOf(text, sample.path), offset, sample, shareAt(7, at));
      }
    }
  });

  it('behind a return that ends a line for the editor only', () => {
    checkAt(documentOf(`{\u0000\r${sample.text}`, sample.path), 1, sample, () => false);
  });

  it('with anything inserted anywhere', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ':',
        ': ',
        '- ',
        '"',
        "'",
        '#',
        ' #',
        '\n',
        '\n  ',
        '|\n',
        '---\n',
        '\t',
        '&a ',
      ),
      fc.string({ maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const edits = fc.array(fc.tuple(fc.nat({ max: sample.text.length }), piece), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(edits, fc.nat(), (insertions, random) => {
        let text = sample.text;
        for (const [at, inserted] of insertions) text = text.slice(0, at) + inserted + text.slice(at);
        const document = documentOf(text, sample.path);
        const offset = document.offsetAt(document.positionAt(random % (text.length + 1)));
        checkAt(document, offset, sample, () => false);
      }),
      { numRuns: 200 },
    );
  });
});
