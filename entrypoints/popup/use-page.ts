import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { PagePanelProps } from '../../components/popup/PagePanel.tsx';
import type { MadeRejection } from '../../components/popup/page-state.ts';
import { endPause, pauseMarks } from '../../lib/extension/pause-alarm.ts';
import { viewerAddressOf } from '../../lib/extension/pdf-viewer.ts';
import { readManagedPolicy } from '../../lib/extension/policy.ts';
import { addRejection, removeRejection } from '../../lib/extension/rejections.ts';
import { changeSettings, readSettings, watchSettings } from '../../lib/extension/settings.ts';
import {
  ALL_SITES,
  patternOfHost,
  requestAccessTo,
  watchSiteAccess,
} from '../../lib/extension/site-access.ts';
import { annotateTab, findActiveTab, jumpToMention } from '../../lib/extension/tabs.ts';
import { type RejectedMatch, toRejectedForm } from '../../lib/model/rejection.ts';
import type { Settings } from '../../lib/model/settings.ts';
import { findPlace, type PageReading, readPage } from './read-page.ts';

/** Names of one entity that one click rejects at most: a list that a page has written must not crowd out others. */
const MOST_FORMS = 100;

/** Pause between two readings while the page has not answered, and once it has, in milliseconds. */
const SOON_MS = 250;
const LATER_MS = 1_000;

/**
 * The page in front of the reader, read again while the popup is open, and what can be done about it.
 *
 * @param readName What the packs call an entity. What the page calls it counts for no more than the page.
 */
export function usePage(
  readName: (entityId: string) => Promise<string | undefined>,
): Omit<PagePanelProps, 'onOpenMention'> {
  const [{ state, frames }, setReading] = useState<PageReading>({ state: { kind: 'loading' }, frames: [] });
  const [rejections, setRejections] = useState<readonly MadeRejection[]>([]);
  const [isUnsaved, setUnsaved] = useState(false);
  const jumps = useRef(new Map<string, number>());
  const refresh = useRef(() => {});

  useEffect(() => {
    let isOpen = true;
    let silence = 0;
    let latest = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readOnce = async () => {
      clearTimeout(timer);
      latest += 1;
      const turn = latest;
      const [tab, settings, policy] = await Promise.all([
        findActiveTab(),
        readSettings(),
        readManagedPolicy(),
      ]);
      const reading = await readPage(tab, settings, silence, Date.now(), policy);
      // An answer that a later question has overtaken says how things were.
      if (!isOpen || turn !== latest) return;
      const isWaiting = reading.state.kind === 'loading';
      silence = isWaiting ? silence + 1 : 0;
      setReading((before) => (isSame(before, reading) ? before : reading));
      if (reading.state.kind !== 'failed') timer = setTimeout(read, isWaiting ? SOON_MS : LATER_MS);
    };
    const read = () => {
      readOnce().catch((error: unknown) => {
        console.error(error);
        // The browser's storage, or the tab, may answer the next time.
        if (isOpen) timer = setTimeout(read, LATER_MS);
      });
    };
    const readAnew = () => {
      silence = 0;
      read();
    };
    refresh.current = readAnew;
    readAnew();
    const stopWatching = [watchSettings(readAnew), watchSiteAccess(readAnew)];
    return () => {
      isOpen = false;
      clearTimeout(timer);
      for (const stop of stopWatching) stop();
    };
  }, []);

  const host = 'host' in state ? state.host : undefined;
  const change = useCallback((edit: (settings: Settings) => Settings) => void changeSettings(edit), []);

  /** Says so where the browser cannot save what the reader decided. */
  const save = async (work: () => Promise<void>) => {
    try {
      await work();
      setUnsaved(false);
    } catch (error) {
      console.error(error);
      setUnsaved(true);
    }
  };

  return {
    page: state,
    rejections,
    isUnsaved,
    onReject: (mention, scope) =>
      save(async () => {
        const made = { mention, scope };
        const { id, name } = mention;
        if (scope === 'everywhere' && (await readName(id)) !== name)
          throw new Error(`The page calls ${id} by a name that no pack gives it`);
        for (const match of matchesOf(made)) await addRejection(match, reachOf(made, host), Date.now);
        setRejections((before) => [...before, made]);
      }),
    onUndoRejection: (made) =>
      save(async () => {
        for (const match of matchesOf(made)) await removeRejection(match, reachOf(made, host));
        setRejections((before) => before.filter((other) => other !== made));
      }),
    onJump: async ({ id }) => {
      const n = jumps.current.get(id) ?? 0;
      jumps.current.set(id, n + 1);
      const tab = await findActiveTab();
      const place = findPlace(frames, id, n);
      if (tab && place) await jumpToMention(tab.tabId, place.frameId, id, place.occurrence);
    },
    onToggleSite: (isOn) => {
      if (host === undefined) return;
      change((settings) => {
        const others = settings.sites.blocked.filter((blocked) => blocked !== host);
        return { ...settings, sites: { ...settings.sites, blocked: isOn ? others : [...others, host] } };
      });
    },
    onTurnOnEverywhere: () =>
      change((settings) => ({ ...settings, marks: { ...settings.marks, isOn: true } })),
    onOpenSites: () => {
      void browser.tabs.create({ url: browser.runtime.getURL('/options.html#sites/blocked') });
      window.close();
    },
    onPause: () => void pauseMarks(Date.now()),
    onEndPause: () => void endPause(),
    onMarkOnce: async () => {
      const tab = await findActiveTab();
      if (tab) await annotateTab(tab.tabId);
      refresh.current();
    },
    // Asked first, with nothing awaited before it: the click is what allows the question.
    onGrantSite: () => {
      if (host !== undefined) void requestAccessTo(patternOfHost(host));
    },
    onGrantAllSites: () => void requestAccessTo(ALL_SITES),
    onOpenPdf: async () => {
      const tab = await findActiveTab();
      if (!tab) return;
      await browser.tabs.update(tab.tabId, { url: viewerAddressOf(tab.url) });
      window.close();
    },
    onReload: async () => {
      const tab = await findActiveTab();
      if (tab) await browser.tabs.reload(tab.tabId);
      refresh.current();
    },
  };
}

/** Each name by which the page calls it: the list shows the entity once, whatever it is called. */
function matchesOf({ mention: { id, forms } }: MadeRejection): RejectedMatch[] {
  const distinct = new Set(forms.slice(0, MOST_FORMS).map(toRejectedForm));
  return [...distinct].map((form) => ({ entityId: id, form }));
}

/** The site that a rejection holds for; undefined: all. */
function reachOf({ scope }: MadeRejection, host: string | undefined): string | undefined {
  return scope === 'site' ? host : undefined;
}

/** True if drawing the second would draw the same: the list then keeps its focus and hover in peace. */
function isSame(a: PageReading, b: PageReading): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
