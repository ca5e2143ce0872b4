import { describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

/** Runs in kinds-of-text.html. @returns its kinds of text, each with the names that are to be marked in it, or that are. */
function readKinds(which: 'wanted' | 'marked'): string[] {
  const marks = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
  /** Where a node stands, seen from outside of all shadow trees. */
  const outside = (node: Node): Node => {
    const root = node.getRootNode();
    return root instanceof ShadowRoot ? outside(root.host) : node;
  };
  return [...document.querySelectorAll<HTMLElement>('[data-marks]')].map((kind) => {
    const label = (kind.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40);
    if (which === 'wanted') return `${label} → ${kind.dataset.marks}`;
    const names = marks
      .filter((mark) => kind.contains(outside(mark.startContainer)))
      .map((mark) => {
        const range = document.createRange();
        range.setStart(mark.startContainer, mark.startOffset);
        range.setEnd(mark.endContainer, mark.endOffset);
        // As it is read: without white space of the source, soft hyphens, and the hyphen at the end of a line.
        const name = String(range)
          .replace(/\s+/g, ' ')
          .replace(/[\u00AD-]/g, '');
        return kind.querySelector('br') ? name.replace(/(Amazon) ?(Web) ?(Services)/, '$1 $2 $3') : name;
      });
    return `${label} → ${names.sort().join('|')}`;
  });
}

describe.each(BROWSER_FAMILIES)('the text of a page in %s', (family) => {
  const scene = setScene(family);

  it('is marked where a reader sees it, and nowhere else', async () => {
    const { tab } = await scene.read('kinds-of-text.html');
    const read = async (which: 'wanted' | 'marked', isWanted: (kind: string) => boolean) =>
      (await tab.evaluate(readKinds, which)).filter(isWanted);
    const isClosed = (kind: string) => kind.startsWith('To be opened');
    const isShown = (kind: string) => !isClosed(kind);
    const all = () => true;

    await until('all of the page to be read', async () =>
      (await read('marked', all)).includes('And then came Promptfoo. → Promptfoo'),
    );
    expect(await read('marked', isShown)).toEqual(await read('wanted', isShown));
    expect((await read('marked', isClosed)).every((kind) => kind.endsWith('→ '))).toBe(true);

    for (const control of ['summary:not([data-marks*="Open"])', 'button']) {
      const point = await tab.evaluate((selector) => {
        const element = document.querySelector(selector)!;
        element.scrollIntoView({ block: 'center' });
        const { left, top, height } = element.getBoundingClientRect();
        return { x: left + 10, y: top + height / 2 };
      }, control);
      await tab.clickAt(point.x, point.y);
    }
    const wanted = JSON.stringify(await read('wanted', all));
    await until(
      'the opened parts to be marked',
      async () => JSON.stringify(await read('marked', all)) === wanted,
    );
  });
});
