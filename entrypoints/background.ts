import { type Browser, browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createBadge } from '../lib/extension/badge.ts';
import {
  annotateOpenTabs,
  annotateTab,
  endWithoutAccess,
  injectTooltip,
  syncContentScripts,
} from '../lib/extension/content-scripts.ts';
import { watchPackOrigins } from '../lib/extension/pack-access.ts';
import { tellPagesPacksChanged } from '../lib/extension/pack-changes.ts';
import { showForPage } from '../lib/extension/panel.ts';
import { keepPause } from '../lib/extension/pause-alarm.ts';
import { loadTooltipInViewer, shownAddressOf } from '../lib/extension/pdf-viewer.ts';
import { askToReject } from '../lib/extension/rejection-question.ts';
import {
  addRejection,
  readRejections,
  removeRejection,
  watchRejections,
} from '../lib/extension/rejections.ts';
import { readExtensionRequest, readPageRequest } from '../lib/extension/requests.ts';
import { isExtensionUrl, isFromExtension } from '../lib/extension/senders.ts';
import { readSettings, watchSettings } from '../lib/extension/settings.ts';
import { closeStorageToPages } from '../lib/extension/storage-access.ts';
import { commandTooltip, findActiveTab, stepMention, tellAllTabs } from '../lib/extension/tabs.ts';
import { keepWelcome } from '../lib/extension/welcome.ts';
import { readBackgroundMessages } from '../lib/locale/background-messages.ts';
import { chooseLanguage } from '../lib/locale/languages.ts';
import { createTranslator } from '../lib/locale/translator.ts';
import { LOOK_UP_PORT, PAGE_PORT } from '../lib/model/messages.ts';
import type { Settings } from '../lib/model/settings.ts';
import { type BundledPack, installBundledPacks } from '../lib/services/bundled-packs.ts';
import { createLibrary } from '../lib/services/library.ts';
import { createPageSession } from '../lib/services/page-session.ts';
import type { FactStore } from '../lib/store/fact-store.ts';
import { openFactStore } from '../lib/store/open-fact-store.ts';
// As text: whoever wakes the background to read a page does not wait for it to be parsed.
import sample from '../seeds/openai-mega-round/pack.json?raw';
import { keepLanguage } from './shared/keep-language.ts';
import { keepOmnibox } from './shared/keep-omnibox.ts';
import { keepPanel } from './shared/keep-panel.ts';
import { keepSubscriptions } from './shared/keep-subscriptions.ts';

type Port = Browser.runtime.Port;

/** How long after the store was opened it is put in order: who woke the background is served first. */
const TIDY_DELAY_MS = 5_000;

/** How long a store in memory serves, where the disk's could not be opened, before that is tried again. */
const OPEN_AGAIN_MS = 30_000;

/** What a command of the manifest means to the page in front of the reader. */
const PAGE_COMMANDS: Readonly<Record<string, (tabId: number) => Promise<void>>> = {
  'next-mention': (tabId) => stepMention(tabId, 1),
  'previous-mention': (tabId) => stepMention(tabId, -1),
  'open-mention': (tabId) => stepMention(tabId, 0),
  'pin-tooltip': (tabId) => commandTooltip(tabId, 'pin'),
  'close-tooltip': (tabId) => commandTooltip(tabId, 'close'),
};

export default defineBackground(() => {
  const report = (error: unknown) => console.error(error);

  let store: ReturnType<typeof openStore> | undefined;
  const getStore = () => {
    if (store) return store;
    store = openStore();
    return store;
  };
  const library = createLibrary(getStore);
  const badge = createBadge(report);

  const languageOf = (chosen: Settings['language']) => chooseLanguage(chosen, navigator.languages);
  const tooltipMessages = (chosen: Settings['language']) =>
    readBackgroundMessages(languageOf(chosen), ['shared', 'tooltip']);

  async function openStore() {
    const opened = await openFactStore();
    if (opened.kind === 'memory') {
      await installSamples(opened);
      // A failure must not stick: whoever asks later may find the disk healthy again.
      setTimeout(() => {
        store = undefined;
      }, OPEN_AGAIN_MS);
    } else setTimeout(() => tidy(opened).catch(report), TIDY_DELAY_MS);
    return opened;
  }

  let tidying: Promise<void> | undefined;
  /** Sweeps what dead imports left, and puts the bundled packs where they are missing: an installation may have been cut short. */
  async function tidy(opened: FactStore): Promise<void> {
    // A store in memory was just filled, and has nothing to sweep.
    if (opened.kind === 'memory') return;
    tidying ??= opened.sweep().then(() => installSamples(opened));
    try {
      await tidying;
    } catch (error) {
      tidying = undefined;
      throw error;
    }
  }

  async function installSamples(opened: FactStore) {
    try {
      const installed = await installBundledPacks(opened, [JSON.parse(sample) as BundledPack]);
      if (installed.length === 0) return;
      // Whoever was quicker than this sees a list, or a page, without them.
      await Promise.all([tellPagesPacksChanged(), tellAllTabs({ type: 'refresh' })]);
    } catch (error) {
      // A full disk may keep the sample out; the reader's own packs serve all the same.
      report(error);
    }
  }

  const servePage = (port: Port) => {
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
        isOn ? addRejection(match, host, Date.now) : removeRejection(match, host),
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
      openDossier: (target) => showForPage(tab, target),
      factsUnreadable: (chosen) => createTranslator(tooltipMessages(chosen)).t('tooltip.failed'),
      report,
    });
    port.onMessage.addListener((message: unknown) => {
      const request = readPageRequest(message);
      if (request) void session.answer(request);
      else {
        // Our own script sends no such message: the page has taken it over, and gets no second try. Who hangs
        // up is told of no end.
        forget();
        port.disconnect();
      }
    });
    void session.open(port.name === PAGE_PORT ? 'read' : 'look-up');
  };

  const answerExtension = async (message: unknown): Promise<unknown> => {
    const request = readExtensionRequest(message);
    switch (request?.type) {
      case 'packs-changed':
        return tellAllTabs({ type: 'refresh' });
      case 'annotate-tab':
        return annotateTab(request.tabId);
      default:
        return undefined;
    }
  };

  closeStorageToPages().catch(report);
  browser.runtime.onConnect.addListener(servePage);

  keepSubscriptions(report);
  keepPause(report);
  keepWelcome(report);
  keepLanguage(report);
  keepPanel(report);
  keepOmnibox(getStore, report);

  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    // Pages of the extension alone may change anything; content scripts have the port, and only that.
    if (!isFromExtension(sender)) return false;
    answerExtension(message).then(sendResponse, (error: unknown) => {
      report(error);
      sendResponse(undefined);
    });
    return true;
  });

  browser.runtime.onInstalled.addListener(() => {
    const start = async () => {
      await syncContentScripts();
      const { origins = [] } = await browser.permissions.getAll();
      await Promise.all([getStore().then(tidy), annotateOpenTabs(origins)]);
    };
    start().catch(report);
  });

  browser.runtime.onStartup.addListener(() => {
    syncContentScripts().catch(report);
  });

  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    syncContentScripts()
      .then(() => annotateOpenTabs(origins))
      .catch(report);
  });
  browser.permissions.onRemoved.addListener(() => {
    syncContentScripts().then(endWithoutAccess).catch(report);
  });

  // The browser may have told of the leave before it was known to be for packs.
  watchPackOrigins(() => {
    syncContentScripts().then(endWithoutAccess).catch(report);
  });

  browser.commands.onCommand.addListener((command) => {
    const tellPage = PAGE_COMMANDS[command];
    if (!tellPage) return;
    findActiveTab()
      .then((tab) => tab && tellPage(tab.tabId))
      .catch(report);
  });

  const refreshPages = () => {
    tellAllTabs({ type: 'refresh' }).catch(report);
  };
  const followBadge = ({ marks }: Settings) => badge.turn(marks.isCounted);
  readSettings().then(followBadge, report);
  watchSettings((settings) => {
    followBadge(settings);
    refreshPages();
  });
  watchRejections(refreshPages);
});

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
