import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startTooltip } from '../components/tooltip/start-tooltip.ts';
import { HANDOVER, type Handover } from '../lib/tooltip/view.ts';

/** Loaded by the background into pages with mentions, beside the content script that waits for it. */
export default defineUnlistedScript(() => {
  const handover = (globalThis as { [HANDOVER]?: Handover })[HANDOVER];
  handover?.(startTooltip);
});
