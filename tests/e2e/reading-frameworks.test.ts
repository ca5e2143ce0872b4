import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { createFrameworkServer, FRAMEWORKS, pageOf } from './frameworks/pages.ts';
import type { Notes } from './frameworks/recorder.ts';
import { isPrinted, MARKED, type Stage } from './frameworks/story.ts';
import { setScene } from './harness.ts';

/** The page's nodes with those of its open shadow trees, where everything stands, and what scripts noticed. */
function readPage() {
  const rootsIn = (root: ParentNode): ParentNode[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? rootsIn(shadowRoot) : [])),
  ];
  const roots = rootsIn(document.body);
  const { mutations, complaints } = (globalThis as unknown as { notes: Notes }).notes;
  return {
    // Lit marks its places with a number drawn by lot.
    html: roots.map((root) => (root as Element | ShadowRoot).innerHTML.replaceAll(/lit\$\d+/g, 'lit')),
    layout: roots.flatMap((root) =>
      [...root.querySelectorAll('*')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return `${element.localName} ${[x + scrollX, y + scrollY, width, height]}`;
      }),
    ),
    text: roots.map(({ textContent }) => textContent).join(' '),
    // How the parser cut the answer into batches is chance.
    mutations: mutations.filter((mutation) => !mutation.endsWith(' FACTMARK-TOOLTIP')).sort(),
    complaints,
  };
}

/** Marked texts that show, open shadow trees included, in alphabetical order. */
function readMarks(): string[] {
  return [...CSS.highlights.values()]
    .flatMap((highlight) => [...highlight])
    .map((mark) => {
      const range = document.createRange();
      range.setStart(mark.startContainer, mark.startOffset);
      range.setEnd(mark.endContainer, mark.endOffset);
      return range;
    })
    .filter((range) => range.getClientRects().length > 0)
    .map(String)
    .sort();
}

const takeOver = (page: Reader) =>
  page.tab.evaluate(() => (globalThis as unknown as { stage: Stage }).stage.takeOver());

async function pressNext({ tab }: Reader, edition: number): Promise<void> {
  await tab.evaluate(() => {
    const story = document.querySelector('news-story')?.shadowRoot ?? document;
    story.querySelector<HTMLElement>('button')!.click();
  });
  await until(`edition ${edition}`, async () => isPrinted((await tab.evaluate(readPage)).text, edition));
}

describe.each(BROWSER_FAMILIES)('pages of frameworks in %s', (family) => {
  const scene = setScene(family);

  beforeAll(async () => {
    scene.server.serve('frameworks', await createFrameworkServer());
    // The bundled pack is installed when its names are marked.
    await (await scene.read('article.html')).waitForMarks();
  });

  it.each(FRAMEWORKS)('follows what %s draws, and is noticed by none of it', async (framework) => {
    const page = await scene.read(pageOf(framework));
    const waitForMarks = (edition: number) =>
      expect
        .poll(() => page.tab.evaluate(readMarks), { message: `marks of edition ${edition}` })
        .toEqual(MARKED[edition - 1]);
    // Marked before the framework takes over; Lit has drawn little until then.
    await until('first marks', async () => (await page.tab.evaluate(readMarks)).includes('Nscale'));
    await takeOver(page);
    await waitForMarks(1);
    await pressNext(page, 2);
    await waitForMarks(2);
    await pressNext(page, 3);
    await waitForMarks(3);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');

    const untouched = await scene.readWithoutExtension(pageOf(framework));
    await takeOver(untouched);
    await until('edition 1', async () => isPrinted((await untouched.tab.evaluate(readPage)).text, 1));
    await pressNext(untouched, 2);
    await pressNext(untouched, 3);
    expect(await untouched.tab.evaluate(() => CSS.highlights.size)).toBe(0);

    const withMarks = await page.tab.evaluate(readPage);
    expect(withMarks).toEqual(await untouched.tab.evaluate(readPage));
    expect(withMarks.complaints).toEqual([]);
    await page.tab.close();
    await untouched.tab.close();
  });
});
