import type { TabView } from './drivers/reader.ts';

/** A pack as it is asked for in the settings page. */
export interface AskedPack {
  readonly url: string;
  /** The version that is served there now. */
  readonly version: string;
  /** How long each step may take. */
  readonly limitMs?: number;
}

/** Imports what the preview shows. */
export async function acceptPreview(settings: TabView, version: string, limitMs?: number): Promise<void> {
  await settings.waitForText('Nothing has changed yet.', limitMs);
  await settings.click('button', 'Import');
  // With the version, as what was said of the pack before it may still stand there.
  await settings.waitForText(`version ${version}, is installed`, limitMs);
}

/** Fetches a pack from its address and imports it. */
export async function installFrom(settings: TabView, { url, version, limitMs }: AskedPack): Promise<void> {
  await settings.click('button', 'From an address');
  await settings.fill('textbox', 'Address of a pack', url);
  await settings.click('button', 'Fetch');
  await acceptPreview(settings, version, limitMs);
}

/** The same, and keeps it up to date from there. */
export async function subscribe(settings: TabView, pack: AskedPack): Promise<void> {
  await installFrom(settings, pack);
  const offer = `Keep it up to date from ${new URL(pack.url).hostname}`;
  await settings.click('button', offer);
  // It is kept once it need not be offered any more.
  await settings.waitForNo('button', offer);
}

/** Opens all that is folded away, once the pack of this title is listed: the list is drawn some time after an import. */
export async function openDetails(settings: TabView, title: string): Promise<void> {
  await settings.find('article', title);
  await settings.surface.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}
