import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { ExtensionView, Reader } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { createLockedPdf, createPdf } from './pdf-file.ts';

describe.each(BROWSER_FAMILIES)('reading the sample article in %s', (family) => {
  const scene = setScene(family);
  let article: Reader;

  beforeAll(async () => {
    article = await scene.read('article.html');
    await article.waitForMarks();
  });

  it('marks the names that the bundled pack tracks', async () => {
    const names = ['OpenAI', 'SoftBank', 'Nscale', 'FuriosaAI', 'Sam Altman', 'Google Cloud'];
    // What is on the screen is marked first, the rest little by little.
    await until(`marks on ${names}`, async () => {
      const marked = new Set((await article.marks()).map(({ text }) => text));
      return names.every((name) => marked.has(name));
    });
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
    await article.tab.movePointer(box.x + box.width / 2, box.y + box.height / 2);
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
    expect(await scene.browser.isBackgroundRunning()).toBe(false);
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
    await article.waitForTooltip('SoftBank');
    expect(await article.tooltipViolations()).toEqual([]);
  });
});

describe.each(BROWSER_FAMILIES)('other pages in %s', (family) => {
  const scene = setScene(family);

  it('does not mark "wonderful" in a wonderful day', async () => {
    const page = await scene.read('wonderful.html');
    // The last paragraph's name: when it is marked, the whole page has been read.
    await until('the mark on OpenAI', async () => (await page.marks()).some(({ text }) => text === 'OpenAI'));
    expect((await page.marks()).map(({ text }) => text)).toEqual(['OpenAI']);
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
    const styles = await page.tab.evaluate(() =>
      document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)),
    );
    const isTinted = Object.fromEntries(
      (await page.marks()).map(({ text, highlight }) => {
        const rule = styles.find((style) => style.includes(`(${highlight})`) && style.includes('underline'));
        return [text, rule?.includes('29, 195, 201')];
      }),
    );
    expect(isTinted).toEqual({ Nscale: true, SoftBank: false, OpenAI: false });
  });

  it('causes no mutation that a page could notice, but for its host element under the root', async () => {
    const page = await scene.read('observed.html');
    await until('three marks', async () => (await page.marks()).length >= 3);
    expect((await page.marks()).map(({ text }) => text)).toEqual(['Nscale', 'SoftBank', 'OpenAI']);
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

  it('shows PDFs with marks and facts, and says why one cannot be read', async () => {
    const story = ['The startup Nscale builds data centers for AI.', 'SoftBank lends to OpenAI.'];
    const files: Record<string, Buffer> = {
      'story.pdf': createPdf(story),
      'locked.pdf': createLockedPdf(story),
      'broken.pdf': Buffer.from('%PDF-1.4 and then nothing'),
    };
    scene.server.serve('pdfs', (request, response) => {
      const file = files[request.url?.split('/').at(-1) ?? ''];
      response.writeHead(file ? 200 : 404, { 'content-type': 'application/pdf' }).end(file);
    });
    const open = async (file: string) => (await scene.openViewer(scene.server.url(`pdfs/${file}`))).surface;

    const page = new Reader(await open('story.pdf'));
    await until('three marks', async () => (await page.marks()).length >= 3);
    expect((await page.marks()).map(({ text }) => text)).toEqual(['Nscale', 'SoftBank', 'OpenAI']);
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
  });
});
