import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createBadge } from '../lib/extension/badge.ts';
import {
  annotateOpenTabs,
  annotateTab,
  endWithoutAccess,
  syncContentScripts,
} from '../lib/extension/content-scripts.ts';
import { watchPackOrigins } from '../lib/extension/pack-access.ts';
import { keepPause } from '../lib/extension/pause-alarm.ts';
import { watchRejections } from '../lib/extension/rejections.ts';
import { readExtensionRequest } from '../lib/extension/requests.ts';
import { isFromExtension } from '../lib/extension/senders.ts';
import { readSettings, watchSettings } from '../lib/extension/settings.ts';
import { closeStorageToPages } from '../lib/extension/storage-access.ts';
import { commandTooltip, findActiveTab, stepMention, tellAllTabs } from '../lib/extension/tabs.ts';
import { keepWelcome } from '../lib/extension/welcome.ts';
import type { Settings } from '../lib/model/settings.ts';
import { createLibrary } from '../lib/services/library.ts';
import { keepLanguage } from './shared/keep-language.ts';
import { keepOmnibox } from './shared/keep-omnibox.ts';
import { keepPanel } from './shared/keep-panel.ts';
import { keepStore } from './shared/keep-store.ts';
import { keepSubscriptions } from './shared/keep-subscriptions.ts';
import { servePages } from './shared/serve-pages.ts';

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

  const { getStore, tidy } = keepStore(report);
  const badge = createBadge(report);

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
  servePages({ library: createLibrary(getStore), badge, report });

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

  const annotateAll = async () => {
    const { origins = [] } = await browser.permissions.getAll();
    await annotateOpenTabs(origins);
  };
  browser.runtime.onInstalled.addListener(() => {
    syncContentScripts()
      .then(() => Promise.all([tidy(), annotateAll()]))
      .catch(report);
  });
  // No event of the extension's tells that a reader has switched it on again; its worker, in Chromium, is activated anew.
  addEventListener('activate', () => {
    syncContentScripts().then(annotateAll).catch(report);
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
