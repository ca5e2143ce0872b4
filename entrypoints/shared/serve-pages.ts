import { type Browser, browser } from 'wxt/browser';
import type { Badge } from '../../lib/extension/badge.ts';
import { endLostFrame, injectTooltip } from '../../lib/extension/content-scripts.ts';
import { showForPage } from '../../lib/extension/panel.ts';
import { loadTooltipInViewer, shownAddressOf } from '../../lib/extension/pdf-viewer.ts';
import { askToReject } from '../../lib/extension/rejection-question.ts';
import { addRejectionOfPage, readRejections, removeRejection } from '../../lib/extension/rejections.ts';
import { readPageRequest } from '../../lib/extension/requests.ts';
import { isExtensionUrl } from '../../lib/extension/senders.ts';
import { readSettings } from '../../lib/extension/settings.ts';
import { readBackgroundMessages } from '../../lib/locale/background-messages.ts';
import { chooseLanguage } from '../../lib/locale/languages.ts';
import { createTranslator } from '../../lib/locale/translator.ts';
import { LOOK_UP_PORT, PAGE_PORT } from '../../lib/model/messages.ts';
import type { Settings } from '../../lib/model/settings.ts';
import type { Library } from '../../lib/services/library.ts';
import { createPageSession } from '../../lib/services/page-session.ts';

export interface PageServer {
  readonly library: Library;
  readonly badge: Badge;
  readonly report: (error: unknown) => void;
}

/** Answers the content scripts of pages over their ports: the background's part, to be called while it starts. */
export function servePages(server: PageServer): void {
  browser.runtime.onConnect.addListener((port) => serve(port, server));
}

function serve(port: Browser.runtime.Port, { library, badge, report }: PageServer): void {
  const { sender } = port;
  const { tab, frameId } = sender ?? {};
  const isKnown = port.name === PAGE_PORT || port.name === LOOK_UP_PORT;
  if (!isKnown || sender?.id !== browser.runtime.id || tab?.id === undefined || frameId === undefined) {
    port.disconnect();
    return;
  }
  const tabId = tab.id;
  let isOpen = true;
  const forget = () => {
    isOpen = false;
    badge.set(tabId, port, undefined);
  };
  port.onDisconnect.addListener(forget);
  // A PDF in our viewer is of the site that it comes from.
  const host = hostOf(shownAddressOf(tab.url ?? sender?.url ?? ''));
  const session = createPageSession({
    library,
    settings: readSettings,
    locale: tooltipMessages,
    rejections: readRejections,
    rejectHere: (match, isOn) =>
      isOn ? addRejectionOfPage(match, host, Date.now) : removeRejection(match, host),
    askToReject: (match) => askToReject(match, Date.now()),
    host,
    post: (reply) => {
      // The page may be gone by the time its answer is ready.
      if (isOpen) port.postMessage(reply);
    },
    counted: (marks) => {
      if (isOpen) badge.set(tabId, port, marks);
    },
    // Browsers keep scripts out of our own pages: these have the tooltip's, or load it by themselves.
    loadTooltip: () =>
      isExtensionUrl(sender.url) ? loadTooltipInViewer(tabId) : injectTooltip(tabId, frameId),
    openBeside: (wanted) => showForPage(tab, wanted),
    factsUnreadable: (chosen) => createTranslator(tooltipMessages(chosen)).t('tooltip.failed'),
    report,
  });
  // Who hangs up is told of no end.
  const hangUp = () => {
    forget();
    port.disconnect();
  };
  port.onMessage.addListener((message: unknown) => {
    const request = readPageRequest(message);
    // Our own script sends no such message: the page has taken it over, and gets no second try.
    if (!request) return hangUp();
    void session.answer(request);
    if (request.type === 'hello') endLostFrame(sender).then((isLost) => isLost && hangUp(), report);
  });
  void session.open(port.name === PAGE_PORT ? 'read' : 'look-up');
}

function tooltipMessages(chosen: Settings['language']) {
  return readBackgroundMessages(chooseLanguage(chosen, navigator.languages), ['shared', 'tooltip']);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
