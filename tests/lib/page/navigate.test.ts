// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { BlockTable } from '../../../lib/page/blocks.ts';
import type { PageMention } from '../../../lib/page/mentions.ts';
import { inPageOrder, listEntities, stepFrom } from '../../../lib/page/navigate.ts';

/** One mention for the whole text of each node, as many pixels down as it stands in the list. */
function mentionsOf(nodes: readonly Text[]): PageMention[] {
  const blocks = new BlockTable();
  return nodes.map((node) => {
    const placement = blocks.place({ text: node.data, pieces: [{ node, start: 0, length: node.length }] });
    if (placement.type !== 'new') throw new Error('The block is not new');
    const entity = { id: node.data, name: node.data, type: 'person' } as const;
    return { block: placement.block, start: 0, end: node.length, entity, score: 1 };
  });
}

function layOut(rectOf: (text: string) => DOMRect | undefined): void {
  vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(function (this: Range) {
    const rect = rectOf(this.toString());
    return (rect ? [rect] : []) as unknown as DOMRectList;
  });
}

const namesOf = (mentions: readonly PageMention[]) => mentions.map(({ entity }) => entity.name);

describe('inPageOrder', () => {
  it('goes by the page, not by when the text was found, and into shadow trees where they stand', () => {
    layOut(() => new DOMRect(0, 0, 10, 10));
    document.body.innerHTML = '<p>one</p><div></div><p>three</p>';
    const root = document.querySelector('div')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<p>two</p><section></section>';
    const inner = root.querySelector('section')!.attachShadow({ mode: 'open' });
    inner.innerHTML = 'two and a half';
    const [one, three] = [...document.querySelectorAll('p')].map((p) => p.firstChild as Text);
    const found = [inner.firstChild as Text, three!, root.querySelector('p')!.firstChild as Text, one!];
    expect(namesOf(inPageOrder(mentionsOf(found)))).toEqual(['one', 'two', 'two and a half', 'three']);
  });

  it('leaves out what is not rendered', () => {
    layOut((text) => (text === 'hidden' ? undefined : new DOMRect(0, 0, 10, 10)));
    document.body.innerHTML = '<p>seen</p><p>hidden</p>';
    const nodes = [...document.querySelectorAll('p')].map((p) => p.firstChild as Text);
    expect(namesOf(inPageOrder(mentionsOf(nodes)))).toEqual(['seen']);
  });
});

describe('stepFrom', () => {
  const tops: Record<string, number> = { above: -50, top: 10, below: 900 };

  function ordered(): PageMention[] {
    layOut((text) => new DOMRect(0, tops[text] ?? 0, 10, 10));
    document.body.innerHTML = Object.keys(tops)
      .map((text) => `<p>${text}</p>`)
      .join('');
    return mentionsOf([...document.querySelectorAll('p')].map((p) => p.firstChild as Text));
  }

  it.each([
    ['begins with the first on the screen', undefined, 1, 'top'],
    ['begins backwards with the last above the screen', undefined, -1, 'above'],
    ['goes on', 1, 1, 'below'],
    ['goes back', 1, -1, 'above'],
    ['starts again after the last', 2, 1, 'above'],
    ['ends with the last before the first', 0, -1, 'below'],
  ] as const)('%s', (_rule, from, direction, expected) => {
    const mentions = ordered();
    const current = from === undefined ? undefined : mentions[from];
    expect(stepFrom(mentions, current, direction)?.entity.name).toBe(expected);
  });

  it.each([1, -1] as const)('begins at the foot of the page, in direction %s', (direction) => {
    layOut(() => new DOMRect(0, -50, 10, 10));
    document.body.innerHTML = '<p>first</p><p>last</p>';
    const mentions = mentionsOf([...document.querySelectorAll('p')].map((p) => p.firstChild as Text));
    const expected = direction === 1 ? 'first' : 'last';
    expect(stepFrom(mentions, undefined, direction)?.entity.name).toBe(expected);
  });

  it('goes nowhere on a page without mentions', () => {
    expect(stepFrom([], undefined, 1)).toBeUndefined();
    expect(stepFrom([], undefined, -1)).toBeUndefined();
  });
});

describe('listEntities', () => {
  it('counts the mentions of each entity, in the order in which they first come up', () => {
    document.body.innerHTML = '<p>Ada</p><p>Bob</p><p>Ada</p>';
    const nodes = [...document.querySelectorAll('p')].map((p) => p.firstChild as Text);
    expect(listEntities(mentionsOf(nodes).reverse()).map(({ name, count }) => [name, count])).toEqual([
      ['Ada', 2],
      ['Bob', 1],
    ]);
  });

  it('takes the surest mention for each, and every way in which it is written, once', () => {
    const ada = { id: 'ada', name: 'Ada', type: 'person' } as const;
    document.body.innerHTML = '<p>Ada</p><p>Miss Ada</p><p>Ada</p>';
    const nodes = [...document.querySelectorAll('p')].map((p) => p.firstChild as Text);
    const scores = [0.6, 0.9, 0.7];
    const mentions = mentionsOf(nodes).map((mention, at) => ({
      ...mention,
      entity: ada,
      score: scores[at]!,
    }));
    expect(listEntities(mentions)).toEqual([{ ...ada, count: 3, score: 0.9, forms: ['Ada', 'Miss Ada'] }]);
  });
});
