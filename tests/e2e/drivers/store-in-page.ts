/** What tests and benchmarks use of the store inside a page of the extension. */

export { readQuery } from '../../../lib/search/query.ts';
export { readDossiers } from '../../../lib/services/dossiers.ts';
export { createLibrary } from '../../../lib/services/library.ts';
export { openFactStore } from '../../../lib/store/open-fact-store.ts';
