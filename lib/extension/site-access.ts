import { browser } from 'wxt/browser';

/** Match pattern of every site that an extension can ask for. */
export const ALL_SITES = '<all_urls>';

/** Which sites the reader has granted. */
export interface SiteAccess {
  readonly hasAllSites: boolean;
  /** Match patterns of single sites, in alphabetical order. */
  readonly origins: readonly string[];
}

/**
 * Match pattern that covers all pages of the URL's host.
 *
 * @returns undefined where no extension may go: the browser's own pages, files, other schemes.
 */
export function originPatternOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? `*://${hostname}/*` : undefined;
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
  const { origins = [] } = await browser.permissions.getAll();
  return {
    hasAllSites: origins.some(coversAllSites),
    origins: origins.filter((pattern) => !coversAllSites(pattern)).toSorted(),
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

export async function hasAccessTo(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] });
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
