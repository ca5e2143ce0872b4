import { browser } from 'wxt/browser';

/*
 * Leave to fetch packs from a site. It is asked for that site alone, and only for fetching: reading its
 * pages is another question, asked in the popup.
 */

/** Match pattern of the site of an address, e.g. "https://gazette.example/*"; patterns know no ports. */
function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/**
 * Asks the reader whether packs may be fetched from an address. Call it straight from a click, before
 * anything is awaited. Asks nothing where access is granted already.
 */
export async function requestPackAccess(url: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(url)] });
}

/** Whether packs may be fetched from an address. */
export async function hasPackAccess(url: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(url)] });
}
