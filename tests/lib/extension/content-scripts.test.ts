import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import {
  annotateTab,
  endLostFrame,
  endWithoutAccess,
  injectTooltip,
  syncContentScripts,
} from '../../../lib/extension/content-scripts.ts';

/* What went wrong once: fuzzed pages took frames away at that moment, and an error was reported. */
describe('the tooltip’s script', () => {
  beforeEach(() => {
    Object.assign(browser, {
      scripting: { executeScript: vi.fn().mockRejectedValue(new Error('No frame with id 7')) },
    });
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ url: 'https://gazette.example/' } as never);
  });

  it('is missed by nobody in a frame that the page took away meanwhile', async () => {
    await expect(injectTooltip(1, 7)).resolves.toBeUndefined();
  });

  it('is missed in a page that may be read and does not take it', async () => {
    await expect(injectTooltip(1, 0)).rejects.toThrow('No frame');
  });

  it('is missed by nobody in a tab that was closed, or may no longer be read', async () => {
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({} as never);
    await expect(injectTooltip(1, 0)).resolves.toBeUndefined();
    vi.spyOn(browser.tabs, 'get').mockRejectedValue(new Error('No tab with id 1'));
    await expect(injectTooltip(1, 0)).resolves.toBeUndefined();
  });
});

describe('the content script', () => {
  it('comes after the world that it runs in, so that neither takes long', async () => {
    const executeScript = vi.fn().mockResolvedValue([]);
    Object.assign(browser, { scripting: { executeScript } });
    expect(await annotateTab(3)).toBe(true);
    expect(executeScript.mock.calls.map(([{ files, target }]) => [files, target.tabId])).toEqual([
      [undefined, 3],
      [['/content-script.js'], 3],
    ]);
  });
});

/* What went wrong once: an advertisement's frame, whose address was a script that the page's policy forbids, never ended to load, and the page was not marked. */
describe('a page with a frame that never ends to load', () => {
  it('is marked without waiting for it', async () => {
    const executeScript = vi.fn().mockResolvedValue([]);
    Object.assign(browser, { scripting: { executeScript } });
    await annotateTab(3);
    expect(executeScript.mock.calls.map(([{ injectImmediately }]) => injectImmediately)).toEqual([
      true,
      true,
    ]);
  });
});

describe('the list of registered scripts', () => {
  it('is brought up to date by one at a time: what two find missing is registered once', async () => {
    const registered = new Set<string>();
    const scripting = {
      getRegisteredContentScripts: async () => [...registered].map((id) => ({ id })),
      updateContentScripts: vi.fn(async () => {}),
      registerContentScripts: async (scripts: readonly { id: string }[]) => {
        for (const { id } of scripts) {
          if (registered.has(id)) throw new Error(`Duplicate script ID '${id}'`);
          registered.add(id);
        }
      },
    };
    Object.assign(browser, {
      scripting,
      permissions: { getAll: async () => ({ origins: ['https://gazette.example/*'] }) },
    });
    await Promise.all([syncContentScripts(), syncContentScripts()]);
    expect([...registered]).toEqual(['begin', 'marks']);
    expect(scripting.updateContentScripts).toHaveBeenCalledTimes(1);
  });
});

describe('access withdrawn', () => {
  const granted = 'https://gazette.example/*';

  beforeEach(() => {
    Object.assign(browser, {
      permissions: {
        getAll: async () => ({ origins: [granted] }),
        contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => origin === granted),
      },
    });
  });

  it('ends what reads a site that is no longer granted, and no page of ours that shows something else', async () => {
    const pages = [
      'https://courier.example/',
      browser.runtime.getURL('/pdf.html?url=https%3A%2F%2Fcourier.example%2Fa.pdf' as '/pdf.html'),
      browser.runtime.getURL('/pdf.html?url=https%3A%2F%2Fgazette.example%2Fa.pdf' as '/pdf.html'),
      browser.runtime.getURL('/welcome.html'),
    ];
    vi.spyOn(browser.tabs, 'query').mockImplementation((async ({ url }: { url?: string[] }) =>
      url ? [] : pages.map((address, id) => ({ id, url: address }))) as never);
    const told = vi.spyOn(browser.tabs, 'sendMessage').mockResolvedValue(undefined as never);
    await endWithoutAccess();
    expect(told.mock.calls).toEqual([
      [0, { type: 'end' }],
      [1, { type: 'end' }],
    ]);
  });

  it('has every frame of the pages that stay introduce itself again', async () => {
    const kept = { id: 4, url: 'https://gazette.example/' };
    vi.spyOn(browser.tabs, 'query').mockResolvedValue([kept] as never);
    const told = vi.spyOn(browser.tabs, 'sendMessage').mockResolvedValue(undefined as never);
    await endWithoutAccess();
    expect(told.mock.calls).toEqual([[4, { type: 'refresh' }]]);
  });

  const page = { id: 4, url: 'https://gazette.example/' };
  const other = 'https://courier.example';
  const none = 'about:srcdoc';
  it.each([
    [
      'a frame of a site that was withdrawn',
      { tab: page, frameId: 7, origin: other, url: `${other}/a` },
      true,
    ],
    ['one that such a frame wrote', { tab: page, frameId: 7, origin: other, url: none }, true],
    ['one that the browser tells only the address of', { tab: page, frameId: 7, url: `${other}/a` }, true],
    [
      'one that may not know where it is from',
      { tab: page, frameId: 7, origin: 'null', url: `${other}/a` },
      true,
    ],
    [
      'a frame of a site that is granted',
      { tab: { id: 5, url: `${other}/` }, frameId: 7, url: page.url },
      false,
    ],
    [
      'one that the page wrote',
      { tab: page, frameId: 7, origin: 'https://gazette.example', url: none },
      false,
    ],
    ['one without any address', { tab: page, frameId: 7, origin: 'null', url: none }, false],
    // It was annotated once: there the tab as a whole ends.
    ['a page', { tab: { id: 5, url: `${other}/` }, frameId: 0, origin: other, url: `${other}/` }, false],
    ['a frame of a page’s own site', { tab: { id: 5, url: `${other}/` }, frameId: 7, origin: other }, false],
  ])('ends %s: %o → %s', async (_what, sender, isLost) => {
    const told = vi.spyOn(browser.tabs, 'sendMessage').mockResolvedValue(undefined as never);
    expect(await endLostFrame(sender as never)).toBe(isLost);
    expect(told.mock.calls).toEqual(isLost ? [[4, { type: 'end' }, { frameId: 7 }]] : []);
  });
});
