import type * as StoreInPage from './store-in-page.ts';

/** Module of the store that tests and benchmarks inject into pages of the extension, see scripts/setup/bundle-module.ts. */
export const STORE_MODULE = 'tests/e2e/drivers/store-in-page.ts';

/** The window of a page that it was injected into. */
export interface StoreWorld {
  readonly factmarkStore: typeof StoreInPage;
}
