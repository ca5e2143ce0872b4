import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';

/*
 * Leave to fetch packs from a site. Browsers know only one kind of leave, to fetch from a site and to
 * read its pages; the reader gave this one for packs, so the extension remembers which it is and stays
 * off the pages.
 */

/** Match patterns that were granted for packs and for nothing else. */
const packOrigins = storage.defineItem<readonly string[]>('local:packOrigins', { fallback: [], version: 1 });

export async function readPackOrigins(): Promise<readonly string[]> {
  return packOrigins.getValue();
}

/** Calls back when a site is allowed for packs, or no longer: what its pages may carry depends on it. */
export function watchPackOrigins(onChange: () => void): void {
  packOrigins.watch(onChange);
}

/** Match patterns of the pages that may be read: what is granted, less what was granted for packs. */
export async function readPageOrigins(): Promise<string[]> {
  const [{ origins = [] }, forPacks] = await Promise.all([browser.permissions.getAll(), readPackOrigins()]);
  return origins.filter((pattern) => !forPacks.includes(pattern));
}

/**
 * Asks the reader whether packs may be fetched from an address. Call it straight from a click, before
 * anything is awaited. Asks nothing where access is granted already.
 */
export async function requestPackAccess(url: string): Promise<boolean> {
  const pattern = patternOf(url);
  // Asked before the reader is, so that it tells how things were; and noted before they answer, because
  // the background hears of the answer at the same moment as this page.
  const noting = readPageOrigins().then((forPages) =>
    forPages.includes(pattern) ? undefined : note(pattern),
  );
  const isGranted = await browser.permissions.request({ origins: [pattern] });
  await noting;
  if (!isGranted) await forget(pattern);
  return isGranted;
}

/** Whether packs may be fetched from an address. */
export async function hasPackAccess(url: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(url)] });
}

/** Gives back the leave that was given for packs; a site whose pages may be read stays as it is. */
export async function releasePackAccess(url: string): Promise<void> {
  const pattern = patternOf(url);
  // In one turn: whoever asks for the leave again at once must not have it forgotten after it was noted.
  await change(async (patterns) => {
    if (!patterns.includes(pattern)) return patterns;
    await browser.permissions.remove({ origins: [pattern] });
    return patterns.filter((other) => other !== pattern);
  });
}

/** Match pattern of the site of an address, e.g. "https://gazette.example/*"; patterns know no ports. */
export function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

function note(pattern: string): Promise<void> {
  return change((patterns) => [...new Set([...patterns, pattern])]);
}

function forget(pattern: string): Promise<void> {
  return change((patterns) => patterns.filter((other) => other !== pattern));
}

type Patterns = readonly string[];

function change(edit: (patterns: Patterns) => Patterns | Promise<Patterns>): Promise<void> {
  return navigator.locks.request('pack-origins', async () => {
    await packOrigins.setValue(await edit(await packOrigins.getValue()));
  });
}
