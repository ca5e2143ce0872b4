import { browser } from 'wxt/browser';
import { readPackOrigins, readPageOrigins } from './pack-access.ts';

/** Match pattern of every site that an extension can ask for. */
export const ALL_SITES = '<all_urls>';

/** Which sites the reader has granted. */
export interface SiteAccess {
  readonly hasAllSites: boolean;
  /** Match patterns of single sites, in alphabetical order. */
  readonly origins: readonly string[];
  /** Match patterns of sites that only packs are fetched from. */
  readonly packOrigins: readonly string[];
}

/** The shops keep extensions off, access granted or not; the browsers offer no way to ask. */
const SHOP_HOSTS = new Set([
  'addons.mozilla.org',
  'chrome.google.com',
  'chromewebstore.google.com',
  'microsoftedge.microsoft.com',
]);

/**
 * Host of a page that an extension may be allowed to read.
 *
 * @returns undefined for the browser's own pages and its shop, files, and other schemes than http.
 */
export function readableHostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && !SHOP_HOSTS.has(hostname) ? hostname : undefined;
}

/** Match pattern of all pages of a host, whatever the scheme and port. */
export function patternOfHost(host: string): string {
  return `*://${host}/*`;
}

/** Host of a match pattern such as "*://example.org/*", for a sentence; other patterns come back as they are. */
export function hostOfPattern(pattern: string): string {
  return /^[^:]+:\/\/([^/]+)\//.exec(pattern)?.[1] ?? pattern;
}

/** True for the patterns that stand for the whole web, however a browser words them. */
function coversAllSites(pattern: string): boolean {
  return pattern === ALL_SITES || /^(\*|https?):\/\/\*\//.test(pattern);
}

export async function readSiteAccess(): Promise<SiteAccess> {
  const [{ origins: granted = [] }, forPacks] = await Promise.all([
    browser.permissions.getAll(),
    readPackOrigins(),
  ]);
  const origins = granted.filter((pattern) => !forPacks.includes(pattern));
  return {
    hasAllSites: origins.some(coversAllSites),
    origins: origins.filter((pattern) => !coversAllSites(pattern)).toSorted(),
    // What was withdrawn in the browser's own settings is no longer there.
    packOrigins: forPacks.filter((pattern) => granted.includes(pattern)).toSorted(),
  };
}

/** Calls back when access is granted or withdrawn, here or in the browser's own settings. */
export function watchSiteAccess(onChange: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(onChange);
  onRemoved.addListener(onChange);
  return () => {
    onAdded.removeListener(onChange);
    onRemoved.removeListener(onChange);
  };
}

/** @param url A page's address; its host may have been granted for one scheme only, or only for packs. */
export async function hasAccessTo(url: string): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  const pattern = `${protocol}//${hostname}/*`;
  if (!(await browser.permissions.contains({ origins: [pattern] }))) return false;
  if (!(await readPackOrigins()).includes(pattern)) return true;
  const granted = await readPageOrigins();
  return granted.some((other) => coversAllSites(other) || other === patternOfHost(hostname));
}

/**
 * Asks the reader for access. Call it straight from a click, before anything is awaited: browsers
 * refuse to ask at any other moment. The popup may close while the browser asks; the background
 * hears of the answer by itself.
 *
 * @returns whether access was granted.
 */
export async function requestAccessTo(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

/** @returns false where the browser keeps the access, e.g. one that the manifest itself asks for. */
export async function revokeAccessTo(pattern: string): Promise<boolean> {
  try {
    return await browser.permissions.remove({ origins: [pattern] });
  } catch {
    // Chromium throws for permissions that are required; to the reader both mean "it stays".
    return false;
  }
}
