import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import {
  hasAccessTo,
  hostOfPattern,
  patternOfHost,
  readableHostOf,
  readSiteAccess,
  revokeAccessTo,
} from '../../../lib/extension/site-access.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the host of a page that may be read', () => {
  it.each([
    ['https://news.example/story?id=1', 'news.example'],
    ['http://localhost:8080/', 'localhost'],
    ['https://chromewebstore.google.com/detail/x', undefined],
    ['chrome://settings', undefined],
    ['about:blank', undefined],
    ['file:///tmp/a.html', undefined],
    ['', undefined],
  ])('%s → %s', (url, host) => {
    expect(readableHostOf(url)).toBe(host);
  });
});

it('patterns and hosts lead to each other', () => {
  expect(hostOfPattern(patternOfHost('news.example'))).toBe('news.example');
  expect(hostOfPattern('https://*.news.example/*')).toBe('*.news.example');
  expect(hostOfPattern('<all_urls>')).toBe('<all_urls>');
});

describe('site access', () => {
  it.each([
    [['<all_urls>'], { hasAllSites: true, origins: [], packOrigins: [] }],
    [['*://*/*'], { hasAllSites: true, origins: [], packOrigins: [] }],
    [
      ['https://b.example/*', '*://a.example/*'],
      { hasAllSites: false, origins: ['*://a.example/*', 'https://b.example/*'], packOrigins: [] },
    ],
    [undefined, { hasAllSites: false, origins: [], packOrigins: [] }],
  ])('of %j', async (origins, expected) => {
    // The types know the callback form only.
    vi.spyOn(browser.permissions, 'getAll').mockResolvedValue({ ...(origins && { origins }) } as never);
    expect(await readSiteAccess()).toEqual(expected);
  });

  it('to a page is asked for by its scheme: a host may be granted for one only', async () => {
    const contains = vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
    expect(await hasAccessTo('http://localhost:3000/a')).toBe(true);
    expect(contains).toHaveBeenCalledWith({ origins: ['http://localhost/*'] });
  });

  it('that the browser keeps stays, without an error', async () => {
    vi.spyOn(browser.permissions, 'remove').mockImplementation(async () => {
      throw new Error('You cannot remove required permissions.');
    });
    expect(await revokeAccessTo('http://localhost/*')).toBe(false);
  });
});
