import type { StoreWorld } from '../../../tests/e2e/drivers/store-world.ts';

/*
 * Functions that run in the settings page. They are sent as source text, so each uses nothing from
 * around it.
 */

/** Milliseconds of the page's own clock; 0 for what has not happened. */
export interface ImportTimes {
  readonly chosen: number;
  /** The preview is shown: read, checked, stored, grouped, compiled and compared. */
  readonly previewed: number;
  readonly installed: number;
  /** A hover finds facts of the new pack. */
  readonly served: number;
  /** Why the pack was refused; empty if it was not. */
  readonly failed: string;
  /** Hovers over entities of another pack, from choosing the file until the new pack serves. */
  readonly readsMs: readonly number[];
  /** Tasks of the page's thread of 50 ms and more; undefined in Firefox, which reports none. */
  readonly longTasksMs: readonly number[] | undefined;
  /** Longest time in which a timer of the page was not served. */
  readonly longestPauseMs: number;
}

/** Starts to watch: from the choice of a file on, accepts the preview and asks for an entity of the new pack. */
export function watchImport(readIds: readonly string[], newId: string): void {
  const times = { chosen: 0, previewed: 0, installed: 0, served: 0, failed: '' };
  const readsMs: number[] = [];
  const tellsTasks = PerformanceObserver.supportedEntryTypes.includes('longtask');
  const longTasksMs: number[] | undefined = tellsTasks ? [] : undefined;
  let longestPauseMs = 0;
  const isRunning = () => times.chosen > 0 && times.served === 0 && times.failed === '';
  const page = window as unknown as StoreWorld & { readImport(): ImportTimes };
  page.readImport = () => ({ ...times, readsMs, longTasksMs, longestPauseMs });

  document.addEventListener(
    'change',
    () => {
      times.chosen ||= performance.now();
    },
    { capture: true, once: true },
  );

  const look = () => {
    const text = document.body.textContent ?? '';
    if (times.chosen > 0 && times.previewed === 0) {
      const button = [...document.querySelectorAll('button')].find(
        (one) => one.textContent?.trim() === 'Import',
      );
      if (button) {
        times.previewed = performance.now();
        setTimeout(() => button.click());
      } else if (/cannot be imported|could not be/.test(text)) times.failed = text;
    } else if (times.previewed > 0 && times.installed === 0 && /, version \S+, is installed/.test(text)) {
      times.installed = performance.now();
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });

  const { createLibrary, openFactStore, readDossiers } = page.factmarkStore;
  const store = openFactStore();
  const library = createLibrary(() => store);
  const ask = async (id: string): Promise<readonly unknown[]> =>
    readDossiers(await library.generations(), [id]);
  const read = async () => {
    for (let turn = 0; ; turn++) {
      const isCounted = isRunning();
      const start = performance.now();
      const found = await ask(readIds[turn % readIds.length]!);
      if (isCounted && found.length > 0) readsMs.push(performance.now() - start);
      if (times.installed > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    while (times.served === 0) if ((await ask(newId)).length > 0) times.served = performance.now();
  };
  void read();

  if (longTasksMs) {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) if (isRunning()) longTasksMs.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  }
  let last = performance.now();
  const beat = () => {
    const now = performance.now();
    // A timer may not come before four milliseconds have passed.
    if (isRunning()) longestPauseMs = Math.max(longestPauseMs, now - last - 4);
    last = now;
    setTimeout(beat);
  };
  beat();
}

export interface ActionWorld {
  /** See {@link watchActions}. */
  actionsMs: number[];
}

/**
 * Times what the reader does from now on: from the click or key until the first frame after it that shows another
 * section or search, or follows the saving of a setting, has been painted.
 */
export function watchActions(): void {
  const world = window as unknown as ActionWorld;
  world.actionsMs = [];
  let saved = 0;
  const { chrome } = globalThis as unknown as { chrome: typeof import('wxt/browser').browser };
  chrome.storage.local.onChanged.addListener(() => {
    saved++;
  });
  const look = () => {
    const field = document.querySelector<HTMLInputElement>('.settings__search input');
    return [document.querySelector('h1')?.textContent, field?.value, saved].join('|');
  };
  let shown = look();
  let since: number | undefined;
  const begin = ({ timeStamp }: Event) => {
    shown = look();
    since = timeStamp;
  };
  addEventListener('click', begin, { capture: true });
  addEventListener('keydown', begin, { capture: true });
  const frame = () => {
    if (since !== undefined && look() !== shown) {
      const began = since;
      since = undefined;
      // A message is heard after the frame.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => world.actionsMs.push(performance.now() - began);
      port2.postMessage(undefined);
    }
    requestAnimationFrame(frame);
  };
  frame();
}

/** Makes the input that {@link putPlainly} takes its file from. */
export function addPlainInput(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.id = 'plain';
  // Not the page's business, which listens for files too.
  for (const type of ['change', 'input']) input.addEventListener(type, (event) => event.stopPropagation());
  document.documentElement.append(input);
}

/**
 * What storing facts costs at the least: reads lines, parses them, and puts each fact into one object store,
 * two thousand in a transaction. Nothing is checked, grouped or indexed.
 *
 * @returns facts a second.
 */
export async function putPlainly(facts: number): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('#plain')!;
  const opening = indexedDB.open('plain-puts', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('facts', { keyPath: 'id' });
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const put = (records: readonly object[]) =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('facts', 'readwrite', { durability: 'relaxed' });
      for (const record of records) transaction.objectStore('facts').put(record);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
  const reader = input.files![0]!.stream().pipeThrough(new TextDecoderStream()).getReader();
  const start = performance.now();
  let rest = '';
  let done = 0;
  let batch: object[] = [];
  while (done < facts) {
    const { done: isOver, value = '' } = await reader.read();
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.includes('"record":"fact"') || done >= facts) continue;
      batch.push(JSON.parse(line));
      done++;
      if (batch.length < 2_000) continue;
      await put(batch);
      batch = [];
    }
    if (isOver) break;
  }
  await put(batch);
  const seconds = (performance.now() - start) / 1_000;
  await reader.cancel();
  database.close();
  indexedDB.deleteDatabase('plain-puts');
  return done / seconds;
}
