// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Block, idsOf } from '../../../lib/page/blocks.ts';
import { PageText, type PageTextListener } from '../../../lib/page/page-text.ts';
import { createFakeClock, settle } from './fake-page.ts';
import { addInlineStyles } from './inline-styles.ts';

/** Longer than the pause between two readings of a page that changes. */
const PAUSE = 90;

class Recorder implements PageTextListener {
  /** Texts as they were found, one list a report. */
  readonly found_: string[][] = [];
  readonly lasts: boolean[] = [];
  readonly gone_: string[] = [];
  readonly moved_: string[] = [];
  readonly replaced_: [string, string[]][] = [];
  disturbed = vi.fn<(block: Block) => void>();
  shadow = vi.fn<(root: ShadowRoot) => void>();
  restyled = vi.fn<() => void>();

  // biome-ignore lint/correctness/useYield: nothing of it takes time here.
  *restyle(): Generator<void, void, void> {
    this.restyled();
  }

  found(blocks: readonly Block[], isLast: boolean): void {
    if (blocks.length > 0) this.found_.push(blocks.map(({ text }) => text));
    this.lasts.push(isLast);
  }

  gone(blocks: readonly Block[]): void {
    this.gone_.push(...blocks.map(({ text }) => text));
  }

  moved(block: Block): void {
    this.moved_.push(block.text);
  }

  replaced(block: Block, predecessors: readonly Block[]): void {
    this.replaced_.push([block.text, predecessors.map(({ text }) => text)]);
  }

  /** Everything found since the last call. */
  take(): string[] {
    return this.found_.splice(0).flat();
  }
}

let page: PageText;
let recorder: Recorder;

async function read(html: string): Promise<void> {
  document.body.innerHTML = html;
  recorder = new Recorder();
  page = new PageText(document, recorder, createFakeClock(), (node) => node.nodeName === 'OWN-HOST');
  page.start();
  await settle();
}

describe('PageText', () => {
  beforeEach(() => {
    document.head.innerHTML = '';
    addInlineStyles(document);
  });

  afterEach(() => page.stop());

  it('finds all text, in the order of the page, and says when that is all', async () => {
    await read('<h1>One</h1><div><p>Two</p><p>Three</p></div><p>Four</p>');
    expect(recorder.take()).toEqual(['One', 'Two', 'Three', 'Four']);
    expect(recorder.lasts.at(-1)).toBe(true);
  });

  it('changes nothing in the page', async () => {
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((some) => records.push(...some));
    observer.observe(document.documentElement, {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
    document.body.innerHTML = '';
    observer.takeRecords();
    await read('<p>Ada <b>Lovelace</b></p>');
    const own = [...records, ...observer.takeRecords()].filter(({ type }) => type !== 'childList');
    expect(own).toEqual([]);
    expect(document.body.innerHTML).toBe('<p>Ada <b>Lovelace</b></p>');
    observer.disconnect();
  });

  it('finds what is added, and nothing twice', async () => {
    await read('<p>One</p>');
    recorder.take();
    document.body.insertAdjacentHTML('beforeend', '<section><p>Two</p></section>');
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['Two']);
  });

  it('reads a text that was changed in place anew', async () => {
    await read('<p>One <b>two</b></p>');
    recorder.take();
    document.querySelector('b')!.firstChild!.nodeValue = 'three';
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['One three']);
    expect(recorder.replaced_).toEqual([['One three', ['One two']]]);
  });

  it.each(['', '12'])('gives up a text that was overwritten by “%s”, which holds no name', async (empty) => {
    await read('<p>One</p>');
    document.querySelector('p')!.firstChild!.nodeValue = empty;
    await settle(PAUSE);
    expect(recorder.gone_).toEqual(['One']);
    expect([...page.table.blocks()]).toEqual([]);
  });

  it('tells of an overwritten text before the next frame', async () => {
    await read('<p>One</p>');
    document.querySelector('p')!.firstChild!.nodeValue = 'Two';
    await Promise.resolve();
    expect(recorder.disturbed).toHaveBeenCalledWith(expect.objectContaining({ text: 'One' }));
  });

  it('joins words that the page joins', async () => {
    await read('<p>One <b>and</b> two</p>');
    recorder.take();
    document.querySelector('b')!.remove();
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['One  two']);
  });

  it('reads what is left of a line when its end goes', async () => {
    await read('<p>One<b> and two</b></p>');
    recorder.take();
    document.querySelector('b')!.remove();
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['One']);
  });

  it('parts words that the page parts', async () => {
    await read('<div>One two</div>');
    recorder.take();
    const rest = (document.querySelector('div')!.firstChild as Text).splitText(4);
    rest.before(document.createElement('p'));
    await settle(PAUSE);
    expect(recorder.take().sort()).toEqual(['One ', 'two']);
  });

  it('gives up what is removed', async () => {
    await read('<p>One</p><div><p>Two</p><p>Three</p></div>');
    document.querySelector('div')!.remove();
    await settle(PAUSE);
    expect(recorder.gone_.sort()).toEqual(['Three', 'Two']);
    expect([...page.table.blocks()].map(({ text }) => text)).toEqual(['One']);
  });

  it('recognises words that a framework renders again in new nodes', async () => {
    await read('<main><p>One</p></main>');
    recorder.take();
    const [before] = page.table.blocks();
    document.querySelector('main')!.innerHTML = '<p>One</p>';
    await settle(PAUSE);
    expect(recorder.take()).toEqual([]);
    expect(recorder.moved_).toEqual(['One']);
    expect(recorder.gone_).toEqual([]);
    const [after] = page.table.blocks();
    expect(after && idsOf(after)).toEqual(before && idsOf(before));
    expect(after?.pieces[0]?.node.isConnected).toBe(true);
  });

  it('follows a block that moves', async () => {
    await read('<p id="a">One</p><div id="b"></div>');
    recorder.take();
    document.getElementById('b')!.append(document.getElementById('a')!);
    await settle(PAUSE);
    expect(recorder.take()).toEqual([]);
    expect(recorder.gone_).toEqual([]);
  });

  it('follows open shadow trees', async () => {
    await read('<div id="host"></div>');
    const root = document.getElementById('host')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<p>One</p>';
    page.readAll();
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['One']);
    expect(recorder.shadow).toHaveBeenCalledWith(root);
    root.querySelector('p')!.textContent = 'Two';
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['Two']);
  });

  it('finds the shadow tree that a custom element gets later', async () => {
    await read('<app-note></app-note>');
    document.querySelector('app-note')!.attachShadow({ mode: 'open' }).innerHTML = '<p>One</p>';
    document.body.click();
    await settle(500);
    expect(recorder.take()).toEqual(['One']);
  });

  it('finds one that comes late, though the reader does nothing meanwhile', async () => {
    await read('<app-note></app-note>');
    await settle(400);
    document.querySelector('app-note')!.attachShadow({ mode: 'open' }).innerHTML = '<p>One</p>';
    await settle(800);
    expect(recorder.take()).toEqual(['One']);
  });

  it('stays out of editors, whatever happens in them', async () => {
    await read('<div contenteditable><p>One</p></div><pre>Two</pre>');
    document.querySelector('[contenteditable]')!.insertAdjacentHTML('beforeend', '<p>Three</p>');
    document.querySelector('[contenteditable] p')!.firstChild!.nodeValue = 'Four';
    document.querySelector('pre')!.insertAdjacentHTML('beforeend', '<b>Five</b>');
    await settle(PAUSE);
    expect(recorder.take()).toEqual([]);
  });

  it('takes no notice of our own element', async () => {
    await read('<p>One</p>');
    recorder.take();
    const own = document.createElement('own-host');
    own.textContent = 'Two';
    document.documentElement.append(own);
    await settle(PAUSE);
    own.remove();
    await settle(PAUSE);
    expect(recorder.take()).toEqual([]);
    expect(recorder.lasts).toHaveLength(1);
  });

  it('compares the whole page with what it knows after very many changes at once', async () => {
    await read('<main><p>One</p><p>Two</p></main>');
    recorder.take();
    const main = document.querySelector('main')!;
    main.lastElementChild!.remove();
    for (let index = 0; index < 6000; index++) main.append(document.createComment('x'));
    main.insertAdjacentHTML('beforeend', '<p>Three</p>');
    await settle(400);
    expect(recorder.take()).toEqual(['Three']);
    expect(recorder.gone_).toEqual(['Two']);
  });

  it.each<[string, () => void]>([
    [
      'comes in one piece',
      () => {
        const fragment = document.createDocumentFragment();
        for (let index = 0; index < 6000; index++) fragment.append(document.createComment('x'));
        const last = document.createElement('p');
        last.append('Three');
        fragment.append(last);
        document.querySelector('main')!.lastElementChild!.replaceWith(fragment);
      },
    ],
    [
      'goes in one piece',
      () => {
        const going = document.querySelector('main')!.lastElementChild!;
        for (let index = 0; index < 6000; index++) going.append(document.createElement('i'));
        going.remove();
        document.querySelector('main')!.insertAdjacentHTML('beforeend', '<p>Three</p>');
      },
    ],
  ])('compares the whole page when more than it looks through %s', async (_rule, change) => {
    await read('<main><p>One</p><p>Two</p></main>');
    recorder.take();
    change();
    await settle(400);
    expect(recorder.take()).toEqual(['Three']);
    expect(recorder.gone_).toEqual(['Two']);
  });

  it('says that it is cut short by a page that holds too much', async () => {
    await read('<p>One</p>');
    expect(page.pace).toBe('keeping-up');
    for (let part = 0; part < 6; part++) {
      const paragraph = document.createElement('p');
      paragraph.append('word '.repeat(200_000));
      document.body.append(paragraph);
    }
    await settle(400);
    expect(page.pace).toBe('cut-short');
  });

  describe('leaves a large part that is far away, and that the browser leaves out, as it is', () => {
    const FAR = { top: 9_000, bottom: 9_100 } as DOMRect;
    /** Says that an element is near. */
    let comeNear: (element: Element) => void;
    const awaited: Element[] = [];

    beforeEach(() => {
      awaited.length = 0;
      vi.stubGlobal(
        'IntersectionObserver',
        class {
          constructor(hear: IntersectionObserverCallback) {
            comeNear = (target) =>
              hear([{ target, isIntersecting: true } as unknown as IntersectionObserverEntry], this as never);
          }
          observe(element: Element): void {
            awaited.push(element);
          }
          unobserve(): void {}
          disconnect(): void {}
        },
      );
    });
    afterEach(() => void vi.unstubAllGlobals());

    const readWithPart = async (nodes: number) => {
      const rects = vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (
        this: Element,
      ) {
        return this.id === 'part' ? FAR : ({ top: 0, bottom: 10 } as DOMRect);
      });
      await read(
        `<p>One</p><div id="part" style="content-visibility: auto"><p>Two</p>${'<i></i>'.repeat(nodes)}</div>`,
      );
      rects.mockRestore();
      return document.querySelector('#part')!;
    };

    it('until it comes near, and reads it then', async () => {
      const styles = vi.spyOn(globalThis, 'getComputedStyle');
      const part = await readWithPart(3_000);
      expect(recorder.take()).toEqual(['One']);
      expect(awaited).toEqual([part]);
      // To ask for one style in it would have the browser lay all of it out.
      part.firstElementChild!.append('!');
      part.append('Three');
      await settle(PAUSE);
      expect(recorder.take()).toEqual([]);
      expect(styles.mock.calls.filter(([element]) => element !== part && part.contains(element))).toEqual([]);
      styles.mockRestore();
      comeNear(part);
      await settle(PAUSE);
      expect(recorder.take()).toEqual(['Two!', 'Three']);
    });

    it('but reads a small one at once', async () => {
      await readWithPart(100);
      expect(recorder.take()).toEqual(['One', 'Two']);
      expect(awaited).toEqual([]);
    });
  });

  it('rests the longer the more work a change made, and says so while changes wait', async () => {
    let now = 0;
    // Time passes whenever somebody looks at the clock, so that every step takes a slice.
    const look = () => {
      now += 3;
      return now;
    };
    const slow = { now: look, nextTurn: () => Promise.resolve() };
    document.body.innerHTML = '<p>Score: one</p>';
    recorder = new Recorder();
    page = new PageText(document, recorder, slow, () => false);
    page.start();
    await settle();
    expect(page.pace).toBe('keeping-up');
    for (let line = 0; line < 20; line++) document.body.append(document.createElement('p'));
    for (const [line, added] of [...document.querySelectorAll('p')].slice(1).entries())
      added.append(`Line ${line}`);
    await settle(PAUSE);
    expect(recorder.take()).toHaveLength(21);
    (document.querySelector('p')!.firstChild as Text).data = 'Score: two';
    await settle(PAUSE);
    expect(page.pace).toBe('slowed');
    expect(recorder.take()).toEqual([]);
  });

  it('rests while the page is hidden', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await read('<p>One</p>');
    expect(recorder.take()).toEqual([]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(recorder.take()).toEqual(['One']);
    hidden.mockRestore();
  });

  it('hears nothing after it was stopped, and starts afresh', async () => {
    await read('<p>One</p>');
    recorder.take();
    page.stop();
    document.body.insertAdjacentHTML('beforeend', '<p>Two</p>');
    await settle(PAUSE);
    expect(recorder.take()).toEqual([]);
    page.start();
    await settle(PAUSE);
    expect(recorder.take()).toEqual(['One', 'Two']);
  });

  describe('says that the page may look different', () => {
    const heard = async () => {
      await vi.waitFor(() => expect(recorder.restyled).toHaveBeenCalled(), { timeout: 5_000 });
      recorder.restyled.mockClear();
    };

    it.each<[string, () => void | Promise<void>]>([
      ['after a click', () => document.body.click()],
      [
        'after a change of the root’s attributes',
        () => document.documentElement.setAttribute('data-theme', 'dark'),
      ],
      [
        'after a change of those of a body that was put in place later',
        async () => {
          document.body.replaceWith(document.createElement('body'));
          document.body.click();
          await heard();
          document.body.classList.add('dark');
        },
      ],
    ])('%s', async (_when, act) => {
      await read('<p>Ada</p>');
      await heard();
      await act();
      await heard();
    });
  });
});
