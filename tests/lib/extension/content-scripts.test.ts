import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { annotateTab, injectTooltip } from '../../../lib/extension/content-scripts.ts';

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
