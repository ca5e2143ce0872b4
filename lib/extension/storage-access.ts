import { browser } from 'wxt/browser';

/** Part of the API that Firefox lacks: its content scripts can read what the extension has stored. */
interface Guarded {
  setAccessLevel?(access: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Keeps settings and rejections, which name sites, from content scripts: none of ours reads them, and a page
 * may have taken one over. Call it whenever the background starts.
 */
export async function closeStorageToPages(): Promise<void> {
  const areas: Guarded[] = [browser.storage.local, browser.storage.session];
  await Promise.all(areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}
