import fc from 'fast-check';

/*
 * Pages that no author would write, and what their scripts then do to them. A page is a tree of plain data,
 * so that a failing one can be shrunk and printed. 2,000 in the unit run; `npm run fuzz` makes more.
 */
export const FUZZED_PAGES = Number(process.env.FACTMARK_FUZZ_PAGES ?? 2_000);

/** The name that the test's background knows. */
export const NAME = 'Ada';

export type FuzzedNode =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'element';
      readonly tag: string;
      readonly attributes: readonly (readonly [string, string])[];
      readonly isHost: boolean;
      readonly children: readonly FuzzedNode[];
    };

/** What a script does, to places chosen by number (modulo what there is). */
export type FuzzedStep =
  | { readonly kind: 'insert'; readonly at: number; readonly before: number; readonly node: FuzzedNode }
  | { readonly kind: 'remove' | 'unwrap' | 'normalize' | 'empty'; readonly at: number }
  | { readonly kind: 'move'; readonly at: number; readonly to: number }
  | { readonly kind: 'write'; readonly at: number; readonly text: string }
  | { readonly kind: 'split'; readonly at: number; readonly offset: number }
  | { readonly kind: 'attribute'; readonly at: number; readonly name: string; readonly value: string }
  | { readonly kind: 'pause' };

const TAGS = (
  'p div span b i a li ul table tr td h1 h2 blockquote section article em br wbr code pre script style noscript ' +
  'template textarea input button select svg math details summary ruby rt my-element x-late marquee font'
).split(' ');

const piece = fc.oneof(
  fc.constantFrom(
    NAME,
    `${NAME} `,
    ` ${NAME}`,
    `${NAME}\u00ad`,
    'A',
    'd',
    'a',
    'Ad',
    'da',
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
const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

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
  fc.tuple(place, attribute).map(([at, [name, value]]) => ({ kind: 'attribute', at, name, value }) as const),
  fc.constant({ kind: 'pause' } as const),
);

export const fuzzedPage = fc.record({
  body: fc.array(node, { minLength: 1, maxLength: 6 }),
  steps: fc.array(step, { maxLength: 12 }),
});

/** Builds the nodes in a document. */
export function buildNodes(document: Document, nodes: readonly FuzzedNode[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const one of nodes) fragment.append(buildNode(document, one));
  return fragment;
}

function buildNode(document: Document, one: FuzzedNode): Node {
  if (one.kind === 'text') return document.createTextNode(one.text);
  const element = document.createElement(one.tag);
  for (const [name, value] of one.attributes) element.setAttribute(name, value);
  const children = buildNodes(document, one.children);
  if (one.isHost && one.tag.includes('-')) element.attachShadow({ mode: 'open' }).append(children);
  else element.append(children);
  return element;
}

/** Does what a page's script would; steps that make no sense where they land do nothing. */
export function takeStep(document: Document, one: FuzzedStep): void {
  if (one.kind === 'pause') return;
  const elements = [document.body, ...document.body.querySelectorAll('*')];
  const element = elements[one.at % elements.length]!;
  const child = element.childNodes[one.at % Math.max(1, element.childNodes.length)];
  switch (one.kind) {
    case 'insert':
      element.insertBefore(
        buildNodes(document, [one.node]),
        element.childNodes[one.before % (element.childNodes.length + 1)] ?? null,
      );
      break;
    case 'remove':
      child?.remove();
      break;
    case 'unwrap':
      if (element !== document.body) element.replaceWith(...element.childNodes);
      break;
    case 'normalize':
      element.normalize();
      break;
    case 'empty':
      if (element !== document.body) element.replaceChildren();
      break;
    case 'move': {
      const target = elements[one.to % elements.length]!;
      if (child && !child.contains(target)) target.append(child);
      break;
    }
    case 'write':
      if (child?.nodeType === Node.TEXT_NODE) (child as Text).data = one.text;
      break;
    case 'split':
      if (child?.nodeType === Node.TEXT_NODE && one.offset <= (child as Text).length)
        (child as Text).splitText(one.offset);
      break;
    case 'attribute':
      if (element !== document.body) element.setAttribute(one.name, one.value);
      break;
  }
}
