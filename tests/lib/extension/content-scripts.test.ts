import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { injectTooltip } from '../../../lib/extension/content-scripts.ts';

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
