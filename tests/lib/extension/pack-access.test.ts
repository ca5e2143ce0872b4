import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { syncContentScripts } from '../../../lib/extension/content-scripts.ts';
import {
  hasPackAccess,
  readPackOrigins,
  readPageOrigins,
  releasePackAccess,
  requestPackAccess,
} from '../../../lib/extension/pack-access.ts';
import { hasAccessTo, patternOfHost, readSiteAccess } from '../../../lib/extension/site-access.ts';
import { useLocks } from './locks.ts';

const URL = 'https://gazette.example:8443/packs/harbour.jsonl';
const PATTERN = 'https://gazette.example/*';

/** The browser's list of what is granted, and the reader's answer to the next question. */
let granted: string[];
let answer: boolean;

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
  granted = [];
  answer = true;
  const permissions = browser.permissions as unknown as Record<string, unknown>;
  permissions.getAll = vi.fn(async () => ({ origins: [...granted] }));
  permissions.request = vi.fn(async ({ origins }: { origins: string[] }) => {
    if (answer) granted = [...new Set([...granted, ...origins])];
    return answer;
  });
  permissions.remove = vi.fn(async ({ origins }: { origins: string[] }) => {
    granted = granted.filter((pattern) => !origins.includes(pattern));
    return true;
  });
  permissions.contains = vi.fn(async ({ origins }: { origins: string[] }) =>
    origins.every((pattern) => granted.includes(pattern) || granted.includes('*://gazette.example/*')),
  );
});

describe('leave to fetch packs from a site', () => {
  it('is asked for that site alone, and does not let its pages be read', async () => {
    expect(await requestPackAccess(URL)).toBe(true);
    expect(browser.permissions.request).toHaveBeenCalledWith({ origins: [PATTERN] });
    expect(await hasPackAccess(URL)).toBe(true);
    expect(await hasAccessTo('https://gazette.example/article')).toBe(false);
    expect(await readPageOrigins()).toEqual([]);
    expect(await readSiteAccess()).toEqual({ hasAllSites: false, origins: [], packOrigins: [PATTERN] });
  });

  it('registers no content script there', async () => {
    await requestPackAccess(URL);
    const register = vi.fn(async () => {});
    vi.spyOn(browser, 'scripting', 'get').mockReturnValue({
      getRegisteredContentScripts: async () => [],
      registerContentScripts: register,
      unregisterContentScripts: async () => {},
    } as never);
    await syncContentScripts();
    expect(register).not.toHaveBeenCalled();
    granted.push('*://news.example/*');
    await syncContentScripts();
    expect(register).toHaveBeenCalledWith([
      expect.objectContaining({ matches: ['*://news.example/*'] }),
      expect.objectContaining({ matches: ['*://news.example/*'] }),
    ]);
  });

  it('stays for packs alone where it is asked for again while it is given back', async () => {
    await requestPackAccess(URL);
    let again: Promise<boolean> | undefined;
    vi.mocked(browser.permissions.remove).mockImplementation((async () => {
      granted = [];
      again = requestPackAccess(URL);
      return true;
    }) as never);
    await releasePackAccess(URL);
    expect(await again).toBe(true);
    expect(await readPackOrigins()).toEqual([PATTERN]);
    expect(await readPageOrigins()).toEqual([]);
  });

  it('is noted before the reader answers: the background hears of the answer at the same moment', async () => {
    vi.mocked(browser.permissions.request).mockImplementation((async () => {
      await vi.waitFor(async () => expect(await readPackOrigins()).toEqual([PATTERN]));
      return true;
    }) as never);
    await requestPackAccess(URL);
  });

  it('leaves a site as it is whose pages may be read already, and one that is allowed later', async () => {
    granted = [PATTERN];
    await requestPackAccess(URL);
    expect(await hasAccessTo('https://gazette.example/article')).toBe(true);
    await releasePackAccess(URL);
    expect(granted).toEqual([PATTERN]);

    granted = [];
    await requestPackAccess(URL);
    granted.push(patternOfHost('gazette.example'));
    expect(await hasAccessTo('https://gazette.example/article')).toBe(true);
  });

  it('is forgotten when the reader says no, and given back when it is no longer needed', async () => {
    answer = false;
    expect(await requestPackAccess(URL)).toBe(false);
    expect(await readPackOrigins()).toEqual([]);
    answer = true;
    await requestPackAccess(URL);
    await releasePackAccess(URL);
    expect(granted).toEqual([]);
    expect(await readPackOrigins()).toEqual([]);
  });
});
