import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useLocks } from '../../lib/extension/locks.ts';

/** A browser that keeps nothing yet, with a background that answers every message with nothing. */
export function useFreshBrowser(): void {
  fakeBrowser.reset();
  fakeBrowser.runtime.onMessage.addListener((_message, _sender, respond) => {
    respond(undefined);
    return true;
  });
  useLocks();
}
