import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';

/** Pages that would break, fool or read a careless extension, each with one story that names Nscale. */
describe.each(BROWSER_FAMILIES)('hostile pages in %s', (family) => {
  const scene = setScene(family);

  beforeAll(async () => {
    // The bundled pack is installed when its names are marked.
    await (await scene.read('article.html')).waitForMarks();
  });

  const read = async (page: string) => {
    const reader = await scene.read(`hostile/${page}`);
    await until('Nscale to be marked', async () =>
      (await reader.marks()).some(({ text }) => text === 'Nscale'),
    );
    return reader;
  };
  const readAndPoint = async (page: string) => {
    const reader = await read(page);
    await reader.hoverMark('Nscale');
    await reader.waitForTooltip('$2 billion');
    return reader;
  };

  it.each([
    ['allows no script and no style', 'strict-policy.html'],
    ['hides whatever it did not make', 'restyled.html'],
    ['never stops changing', 'storm.html'],
    ['is in quirks mode', 'quirks.html'],
    ['is in XML', 'strict.xhtml'],
    ['leads all addresses elsewhere', 'base.html'],
    ['frames itself and a sandbox', 'frames.html'],
    ['writes itself anew', 'written.html'],
    ['is enormous', 'heavy.html'],
  ])('shows facts on a page that %s', async (_, page) => {
    const reader = await readAndPoint(page);
    const { box } = (await reader.tooltip()) ?? {};
    const isOnTop = await reader.tab.evaluate(
      ({ x, y }) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && top !== document.body && !document.body.contains(top);
      },
      { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 },
    );
    expect(isOnTop).toBe(true);
    await reader.tab.close();
  });

  it('calls none of the functions that a page replaced', async () => {
    const reader = await read('patched.html');
    // Looking at marks and pointing are the test’s own calls.
    await reader.tab.evaluate(() => {
      (globalThis as unknown as { caught: string[] }).caught.length = 0;
    });
    const point = await reader.tab.evaluate(() => {
      const { x, y, width, height } = (document.querySelector('b') as Element).getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await reader.tab.movePointer(point.x, point.y);
    await reader.waitForTooltip('$2 billion');
    expect(await reader.tab.evaluate(() => (globalThis as unknown as { caught: string[] }).caught)).toEqual(
      [],
    );
    await reader.tab.close();
  });

  it('does not fight with a page that removes its element', async () => {
    const reader = await read('removing.html');
    const removed = () => reader.tab.evaluate(() => (globalThis as unknown as { removed: number }).removed);
    await reader.hoverMark('Nscale');
    await until('the page to remove the tooltip', async () => (await removed()) > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await removed()).toBeLessThanOrEqual(3);
    await reader.tab.close();
  });

  it('takes no event for the reader’s that the page made', async () => {
    const reader = await read('faking.html');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await reader.tooltip()).toBeUndefined();
    await reader.tab.close();
  });

  it('lets the page learn no more than which of its own words are marked', async () => {
    const reader = await readAndPoint('quirks.html');
    const learnt = await reader.tab.evaluate(() => {
      const host = [...document.documentElement.children].find(
        (child) => child !== document.head && child !== document.body,
      );
      return {
        shadowRoot: host?.shadowRoot === null,
        text: host?.textContent,
        attributes: host?.getAttributeNames(),
        globals: Object.getOwnPropertyNames(globalThis).filter((name) => /factmark/i.test(name)),
        highlights: [...CSS.highlights.keys()],
      };
    });
    expect(learnt).toMatchObject({ shadowRoot: true, text: '', attributes: ['popover'], globals: [] });
    // Random, so that no page can look for them by name.
    const others = (await (await read('strict-policy.html')).marks()).map(({ highlight }) => highlight);
    expect(learnt.highlights.filter((name) => others.includes(name))).toEqual([]);
    await reader.tab.close();
  });
});
