import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startTooltip } from '../components/tooltip/start-tooltip.ts';
import { HANDOVER, type HandoverWorld } from './content-script/handover.ts';
import { createTooltipPage } from './content-script/tooltip-page.ts';

/**
 * Loaded by the background into pages in which the reader nears a mention, beside the content script that waits for it. To read the
 * script and to build the tooltip takes long enough together to be noticed, so the page has a turn in between.
 */
export default defineUnlistedScript(() => {
  setTimeout(() =>
    (globalThis as HandoverWorld)[HANDOVER]?.(({ page, ...setup }) =>
      startTooltip({ ...setup, page: createTooltipPage(page) }),
    ),
  );
});
