import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { createLockedPdf, createPdf, createScannedPdf } from './pdf-file.ts';

/** Words and painted shapes of a printed page; a line under words is such a shape. */
async function readPrint(data: Uint8Array): Promise<{ words: string; shapes: unknown[] }> {
  const task = getDocument({ data: Uint8Array.from(data) });
  const page = await (await task.promise).getPage(1);
  const { items } = await page.getTextContent();
  const { fnArray, argsArray } = await page.getOperatorList();
  await task.destroy();
  return {
    words: items.map((item) => ('str' in item ? item.str : '')).join(''),
    // Shapes that end a path without paint only say where words may be drawn.
    shapes: argsArray.filter(
      (args, index) => fnArray[index] === OPS.constructPath && args[0] !== OPS.endPath,
    ),
  };
}

describe.each(BROWSER_FAMILIES)('reading the sample article in %s', (family) => {
  const scene = setScene(family);
  let article: Reader;

  beforeAll(async () => {
    article = await scene.read('article.html');
    await article.waitForMarks();
  });

  it('marks the names that the bundled pack tracks', async () => {
    // What is on the screen is marked first, the rest little by little.
    await article.waitForMarksOn('OpenAI', 'SoftBank', 'Nscale', 'FuriosaAI', 'Sam Altman', 'Google Cloud');
  });

  it('shows the $2 billion round of Nscale and its source when the pointer rests on the name', async () => {
    await article.hoverMark('Nscale');
    const tooltip = await article.waitForTooltip('Nscale recently raised $2 billion');
    expect(tooltip.text).toContain('OpenAI’s $110B+ financing, SoftBank bridge loan');
    await article.clickInTooltip('Quote');
    await article.waitForTooltip('The company-backed startup Nscale recently raised $2 billion');
    await article.moveAway();
    await article.waitForNoTooltip();
  });

  it('keeps the tooltip while the pointer is on it, and closes it some time after the pointer has left', async () => {
    await article.hoverMark('Nscale');
    const { box } = await article.waitForTooltip('$2 billion');
    await article.tab.movePointer(box.x + box.width / 2, box.y + box.height / 2, 'jump');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await article.tooltip()).toBeDefined();
    await article.moveAway();
    await article.waitForNoTooltip();
  });

  it('closes the tooltip on Escape', async () => {
    await article.hoverMark('Nscale');
    await article.waitForTooltip('$2 billion');
    await article.tab.press('Escape');
    await article.waitForNoTooltip();
    await article.moveAway();
  });

  it('shows facts although the background was stopped', async () => {
    await scene.browser.killBackground();
    await article.hoverMark('FuriosaAI');
    await article.waitForTooltip('FuriosaAI');
    await article.moveAway();
    await article.waitForNoTooltip();
  });

  it('leaves the page as it was, byte for byte, but for one host element', async () => {
    await article.hoverMark('Nscale');
    await article.waitForTooltip('$2 billion');
    const { served, found, hosts } = await article.tab.evaluate(async () => {
      const html = await (await fetch(location.href)).text();
      const untouched = new DOMParser().parseFromString(html, 'text/html').documentElement;
      const copy = document.documentElement.cloneNode(true) as HTMLElement;
      const strangers = [...copy.children].filter((child) => !['HEAD', 'BODY'].includes(child.tagName));
      for (const stranger of strangers) stranger.remove();
      return { served: untouched.outerHTML, found: copy.outerHTML, hosts: strangers.length };
    });
    expect(found).toBe(served);
    expect(hosts).toBe(1);
    await article.moveAway();
  });
});

describe.each(BROWSER_FAMILIES)('the tooltip in %s', (family) => {
  const scene = setScene(family);

  it.each(['light', 'dark'] as const)('breaks no rule of accessibility in %s', async (scheme) => {
    const article = await scene.read('article.html');
    await article.tab.setColorScheme(scheme);
    await article.waitForMarks();
    await article.hoverMark('SoftBank');
    await article.waitForTooltip('bridge loan');
    expect(await article.tooltipViolations()).toEqual([]);
  });
});

describe.each(BROWSER_FAMILIES)('other pages in %s', (family) => {
  const scene = setScene(family);

  it('does not mark "wonderful" in a wonderful day', async () => {
    const page = await scene.read('wonderful.html');
    // The last paragraph's name: when it is marked, the whole page has been read.
    const marks = await page.waitForMarksOn('OpenAI');
    expect(marks.map(({ text }) => text)).toEqual(['OpenAI']);
  });

  it('marks names in frames that a page writes itself', async () => {
    const page = await scene.read('frames.html');
    const readFrames = () =>
      page.tab.evaluate(() =>
        Array.from(document.querySelectorAll('iframe'), ({ contentWindow }) => {
          const { CSS } = contentWindow as Window & typeof globalThis;
          return [...CSS.highlights.values()].reduce((marks, { size }) => marks + size, 0);
        }),
      );
    await until('marks in both frames', async () => (await readFrames()).every((marks) => marks === 1));
  });

  it('marks in the colour of the text where a tint could not be seen', async () => {
    const page = await scene.read('backgrounds.html');
    await until('three marks', async () => (await page.marks()).length >= 3);
    const findTinted = async () => {
      const styles = await page.tab.evaluate(() =>
        document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)),
      );
      const marks = await page.marks();
      return marks
        .filter(({ highlight }) =>
          styles.some((style) => style.includes(`(${highlight})`) && style.includes('29, 195, 201')),
        )
        .map(({ text }) => text);
    };
    await expect.poll(findTinted).toEqual(['Nscale']);
    // The page's own script switches its theme, and back.
    await page.tab.evaluate(() => document.documentElement.classList.add('teal'));
    await until('no tint', async () => (await findTinted()).length === 0);
    await page.tab.evaluate(() => document.documentElement.classList.remove('teal'));
    await expect.poll(findTinted).toEqual(['Nscale']);
  });

  it('causes no mutation that a page could notice, but for its host element under the root', async () => {
    const page = await scene.read('observed.html');
    const markedTexts = async () => (await page.marks()).map(({ text }) => text);
    await expect.poll(markedTexts).toEqual(['Nscale', 'SoftBank', 'OpenAI']);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('Nscale');
    interface SeenMutation {
      type: string;
      target: string;
      added: string[];
    }
    const mutations = await page.tab.evaluate(
      () => (globalThis as unknown as { seenMutations: SeenMutation[] }).seenMutations,
    );
    const host = mutations.find(({ added }) => added.length > 0)?.added[0];
    expect(host).toBeDefined();
    const foreign = mutations.filter(
      ({ type, target }) => !(type === 'childList' && target === 'HTML') && target !== host,
    );
    expect(foreign).toEqual([]);
  });

  it('prints neither marks nor tooltip', async () => {
    const untouched = await scene.readWithoutExtension('observed.html');
    const page = await scene.read('observed.html');
    await page.waitForMarksOn('Nscale', 'SoftBank', 'OpenAI');
    await page.hoverMark('Nscale');
    await page.waitForTooltip('Nscale');
    const bare = await readPrint(await untouched.tab.print());
    expect(bare.words).toContain('Nscale');
    expect(await readPrint(await page.tab.print())).toEqual(bare);
    // It is still there, so it was there meanwhile.
    await page.waitForTooltip('Nscale');
  });

  it('shows PDFs with marks and facts, and says why one cannot be read', async () => {
    const story = [
      'The startup Nscale builds data centers with Amazon',
      'Web Services. The lender Soft-',
      'Bank trusts OpenAI.',
    ];
    const files: Record<string, Buffer> = {
      'story.pdf': createPdf(story),
      'locked.pdf': createLockedPdf(story),
      'scan.pdf': createScannedPdf(),
      'broken.pdf': Buffer.from('%PDF-1.4 and then nothing'),
    };
    scene.server.serve('pdfs', (request, response) => {
      const file = files[request.url?.split('/').at(-1) ?? ''];
      response.writeHead(file ? 200 : 404, { 'content-type': 'application/pdf' }).end(file);
    });
    const open = async (file: string) => (await scene.openViewer(scene.server.url(`pdfs/${file}`))).surface;

    const page = new Reader(await open('story.pdf'));
    // A name goes on across the end of a line, and across a hyphen there.
    const found = async () => (await page.marks()).map(({ text }) => text.replace(/\s+/g, ''));
    await expect.poll(found).toEqual(['Nscale', 'AmazonWebServices', 'Soft-Bank', 'OpenAI']);
    await page.hoverMark('Nscale');
    await page.waitForTooltip('$2 billion');
    await page.moveAway();
    await page.waitForNoTooltip();
    expect(await new ExtensionView(page.tab).accessibilityViolations()).toEqual([]);

    const said = {
      'locked.pdf': 'A password protects this PDF',
      'broken.pdf': 'This file cannot be read',
    };
    for (const [file, words] of Object.entries(said)) {
      const view = new ExtensionView(await open(file));
      await view.waitForText(words);
      await view.surface.close();
    }

    const scan = await open('scan.pdf');
    await until('a red picture', () =>
      scan.evaluate(() => {
        const canvas = document.querySelector('canvas');
        const pixel = canvas
          ?.getContext('2d')
          ?.getImageData(canvas.width / 4, canvas.height * 0.75, 1, 1).data;
        return String(pixel) === '255,0,0,255';
      }),
    );

    // Last, because it stays: a site that was not allowed before is asked for on the spot.
    const closed = await scene.openViewer(scene.server.withoutExtensionUrl('pdfs/story.pdf'));
    await closed.find('button', 'Allow on without.localhost');
    await scene.browser.approveRequests(['*://without.localhost/*', '*://*.without.localhost/*']);
    await closed.click('button', 'Allow on without.localhost');
    await new Reader(closed.surface).waitForMarks();
  });
});
