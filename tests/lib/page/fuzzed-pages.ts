import fc from 'fast-check';
import type { FuzzedNode, FuzzedPage, FuzzedStep } from './fuzzed-nodes.ts';

/*
 * Pages that no author would write, and what their scripts then do to them, as plain data, so that a failing
 * one can be shrunk and printed. 2,000 in the unit run; `npm run fuzz` makes more, and `npm run fuzz -- --pages`
 * shows them to both browsers.
 */
export const FUZZED_PAGES = Number(process.env.FACTMARK_FUZZ_PAGES ?? 2_000);

const TAGS = (
  'p div span b i a li ul table tr td h1 h2 blockquote section article em br wbr code pre script style noscript ' +
  'template textarea input button select svg math details summary ruby rt my-element x-late marquee font'
).split(' ');

/** Texts made of a name, its pieces, and whatever else makes trouble. */
const textsOf = (name: string) =>
  fc.oneof(
    fc.constantFrom(
      name,
      `${name} `,
      ` ${name}`,
      `${name}\u00ad`,
      name.slice(0, 1),
      name.slice(1, 2),
      name.slice(2),
      name.slice(0, 2),
      name.slice(1),
      '\u200b',
      '\ufffc',
      ' ',
      '\n',
    ),
    fc.constantFrom(
      '\ud83d',
      '\ude00',
      '\u202e',
      '日本',
      'مرحبا',
      '\u0000',
      '<b>',
      '&amp;',
      'e\u0301',
      '\ud800',
    ),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
  );

const attribute = fc.constantFrom<readonly [string, string]>(
  ['hidden', ''],
  ['style', 'display:none'],
  ['style', 'display:inline'],
  ['style', 'float:left'],
  ['style', 'visibility:hidden'],
  ['contenteditable', 'true'],
  ['contenteditable', 'false'],
  ['dir', 'rtl'],
  ['lang', 'tr'],
  ['class', 'notranslate'],
  ['aria-hidden', 'true'],
  ['role', 'textbox'],
);

/** @param name What the background of whoever reads the pages knows. */
export function fuzzPages(name: string): fc.Arbitrary<FuzzedPage> {
  const anyText = fc.array(textsOf(name), { maxLength: 6 }).map((pieces) => pieces.join(''));
  const { node } = fc.letrec<{ node: FuzzedNode; element: FuzzedNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      anyText.map((text) => ({ kind: 'text', text }) as const),
      tie('element'),
    ),
    element: fc.record({
      kind: fc.constant('element' as const),
      tag: fc.constantFrom(...TAGS),
      attributes: fc.array(attribute, { maxLength: 2 }),
      isHost: fc.boolean(),
      children: fc.array(tie('node'), { maxLength: 4 }),
    }),
  }));

  const place = fc.nat(10_000);
  const step: fc.Arbitrary<FuzzedStep> = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), at: place, before: place, node }),
    fc.record({
      kind: fc.constantFrom('remove' as const, 'unwrap' as const, 'normalize' as const, 'empty' as const),
      at: place,
    }),
    fc.record({ kind: fc.constant('move' as const), at: place, to: place }),
    fc.record({ kind: fc.constant('write' as const), at: place, text: anyText }),
    fc.record({ kind: fc.constant('split' as const), at: place, offset: fc.nat(12) }),
    fc
      .tuple(place, attribute)
      .map(([at, [name, value]]) => ({ kind: 'attribute', at, name, value }) as const),
    fc.constant({ kind: 'pause' } as const),
  );

  return fc.record({
    body: fc.array(node, { minLength: 1, maxLength: 6 }),
    steps: fc.array(step, { maxLength: 12 }),
  });
}
