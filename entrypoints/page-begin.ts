import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { PAGE_PORT } from '../lib/model/messages.ts';
import type { BackgroundPort } from '../lib/page/connection.ts';
import { leaveEarlyPort } from '../lib/page/early-port.ts';
import { isReadable } from '../lib/page/readable.ts';

/**
 * Runs before a page's first element is parsed, and does one thing: opens the port. A background that is
 * asleep then wakes while the page still loads (docs/decisions/0055-a-background-that-wakes-fast.md).
 */
export default defineUnlistedScript(() => {
  // A page in the background is read when it comes to the front, and that may be never.
  if (document.hidden || !isReadable(document)) return;
  leaveEarlyPort(browser.runtime.connect({ name: PAGE_PORT }) as BackgroundPort);
});
