// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { BlockTable } from '../../../lib/page/blocks.ts';
import {
  findLineRect,
  findMarkedElement,
  findMentionAt,
  type HitTestTools,
} from '../../../lib/page/hit-test.ts';
import { MentionTable } from '../../../lib/page/mentions.ts';

const ADA = { id: 'person:ada', name: 'Ada', type: 'person' } as const;
const BOB = { id: 'person:bob', name: 'Bob', type: 'person' } as const;

/** Letters of ten by ten pixels on one line: what happy-dom, which lays nothing out, cannot know. */
const LETTER = 10;
const toolsFor = (node: Text, canFindCaret: boolean): HitTestTools => ({
  findCaret: ({ x }) =>
    canFindCaret ? { node, offset: Math.min(node.length, Math.max(0, Math.round(x / LETTER))) } : undefined,
  rectsOf: ({ start, end }) => [new DOMRect(start * LETTER, 0, (end - start) * LETTER, LETTER)],
});

describe('findMentionAt', () => {
  let paragraph: HTMLElement;
  let node: Text;
  let blocks: BlockTable;
  let mentions: MentionTable;

  beforeEach(() => {
    document.body.innerHTML = '<p>Ada met Bob today</p>';
    paragraph = document.querySelector('p')!;
    node = paragraph.firstChild as Text;
    blocks = new BlockTable();
    blocks.place({ text: node.data, pieces: [{ node, start: 0, length: node.length }] });
    const id = blocks.of(node)!.id;
    mentions = new MentionTable({ add: () => {}, remove: () => {} });
    const rows = [id, 0, 3, 0, 1000, id, 8, 11, 1, 1000];
    for (const _step of mentions.apply(
      { type: 'mentions', blockIds: [id], entities: [ADA, BOB], rows },
      blocks,
    ));
  });

  const at = (x: number, y: number, canFindCaret: boolean) =>
    findMentionAt({ x, y }, paragraph, mentions, blocks, toolsFor(node, canFindCaret))?.entity.name;

  describe.each([
    ['where the browser finds the text position', true],
    ['where it cannot, as in shadow trees of some browsers', false],
  ])('%s', (_where, canFindCaret) => {
    it.each([
      ['on the first letter', 1, 5, 'Ada'],
      ['on the last letter', 29, 5, 'Ada'],
      ['on another mention', 85, 5, 'Bob'],
      ['between mentions', 50, 5, undefined],
      ['below the line, where the nearest text position is in a mention', 5, 30, undefined],
      ['beyond the end of the line', 400, 5, undefined],
    ])('%s', (_place, x, y, name) => {
      expect(at(x, y, canFindCaret)).toBe(name);
    });
  });

  it('goes by the boxes where something transparent lies over the text', () => {
    const cover = document.body.appendChild(document.createElement('a'));
    const text = cover.appendChild(document.createTextNode('Read more'));
    expect(
      findMentionAt({ x: 85, y: 5 }, paragraph, mentions, blocks, toolsFor(text, true))?.entity.name,
    ).toBe('Bob');
  });

  it('does not look at all where an element has no marked text of its own', () => {
    const tools: HitTestTools = {
      findCaret: () => {
        throw new Error('looked');
      },
      rectsOf: () => [],
    };
    expect(findMentionAt({ x: 1, y: 1 }, document.body, mentions, blocks, tools)).toBeUndefined();
  });
});

describe('findMarkedElement', () => {
  const draw = (html: string) => {
    document.body.innerHTML = html;
    const marked = document.querySelector('#marked')!;
    const target = document.querySelector<HTMLElement>('#target')!;
    const mentions = { mayMark: (element: Element) => element === marked };
    const card = document.querySelector('#card') ?? document.body;
    Object.defineProperty(target, 'offsetParent', { value: card });
    return {
      marked,
      target,
      find: (under: Element[]) => findMarkedElement(target, mentions, () => [target, ...under]),
    };
  };

  it('is the target itself, if that has marked text', () => {
    const { marked } = draw('<p id="marked"></p><p id="target"></p>');
    const mentions = { mayMark: (element: Element) => element === marked };
    expect(findMarkedElement(marked, mentions, () => [])).toBe(marked);
  });

  it('is the text under a link that covers the card of both', () => {
    const { marked, find } = draw('<div id="card"><p id="marked"></p><a id="target" href="#"></a></div>');
    expect(find([marked])).toBe(marked);
  });

  it('is none where the link covers text of another card, or no text', () => {
    const { marked, find } = draw('<p id="marked"></p><div id="card"><a id="target" href="#"></a></div>');
    expect(find([marked])).toBeUndefined();
    expect(find([])).toBeUndefined();
  });

  it('is none where the link belongs to no card', () => {
    const { marked, find } = draw('<p id="marked"></p><a id="target" href="#"></a>');
    expect(find([marked])).toBeUndefined();
  });

  it('is none under what is no link, such as a dialog', () => {
    const { marked, find } = draw('<div id="card"><p id="marked"></p><div id="target"></div></div>');
    expect(find([marked])).toBeUndefined();
  });
});

describe('findLineRect', () => {
  const lines = [new DOMRect(80, 0, 20, 10), new DOMRect(0, 20, 30, 10)];

  it('is the line that is pointed at', () => {
    expect(findLineRect(lines, { x: 5, y: 25 })).toBe(lines[1]);
  });

  it('is the first line when nothing is pointed at', () => {
    expect(findLineRect(lines, undefined)).toBe(lines[0]);
  });

  it('is none for a mention that is not rendered', () => {
    expect(findLineRect([], { x: 5, y: 5 })).toBeUndefined();
  });
});
