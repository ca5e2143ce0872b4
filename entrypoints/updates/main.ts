import { serveUpdates } from '../../lib/extension/update-page.ts';
import { createImportClient } from '../options/import-client.ts';

/*
 * Updates packs while no page is open that anybody sees. It imports in the same worker as the settings
 * page does, and knows only what the background tells it: an offscreen document may not read settings.
 */
const client = createImportClient();
serveUpdates((subscription) => client.update(subscription, () => {}));
