import { findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import type { UpdateOutcome, Validators } from '../../../lib/model/subscription.ts';
import { readQuery } from '../../../lib/search/query.ts';
import { stagePack } from '../../../lib/services/import-pack.ts';
import { updatePack } from '../../../lib/services/update-pack.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { openFactStore } from '../../../lib/store/open-fact-store.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { createEdition, editionFile, VERSIONS, wordOf } from '../../faults/editions.ts';

/*
 * What tests/e2e/faults-network.test.ts does inside a page of the extension, with the browser's own fetch and
 * IndexedDB.
 */

const PACK = createEdition('1.0.0').header.id;

/** A pack's version as everything that is kept of it tells: the words of editions that were found, sorted. */
export interface SeenVersion {
  readonly version: string;
  readonly inDossiers: readonly string[];
  readonly inGazetteer: readonly string[];
  readonly inSearch: readonly string[];
}

/** Opens the browser's store; each call one of its own. */
async function withStore<T>(work: (store: FactStore) => Promise<T>): Promise<T> {
  const store = await openFactStore();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

export function install(version: string): Promise<void> {
  return withStore(async (store) => {
    const staging = await stagePack({ store, name: 'quays.jsonl', stream: editionFile(version).stream() });
    if (!staging.ok) throw new Error(staging.reason);
    await staging.commit();
  });
}

/** @param patience Milliseconds until a server that says nothing is given up. */
export function update(url: string, patience: number, validators: Validators = {}): Promise<UpdateOutcome> {
  return withStore(async (store) => {
    const subscription = { packId: PACK, url, validators };
    const describe = ({ code }: { code: string }) => code;
    // The page's own: what is injected in Firefox has another global object, which can't fetch.
    const fetch = window.fetch.bind(window);
    return (await updatePack({ store, subscription, describe, patience, fetch })).outcome;
  });
}

/** The versions of the pack, the one that serves first. */
export function look(): Promise<readonly SeenVersion[]> {
  return withStore(async (store) => {
    await store.sweep();
    const pack = (await store.packs()).find(({ packId }) => packId === PACK);
    const seen: SeenVersion[] = [];
    for (const { id, header } of pack ? [pack.current, ...pack.history] : []) {
      const generation = await store.openGeneration(id);
      const dossiers: string[] = [];
      for await (const batch of generation.dossiers()) dossiers.push(JSON.stringify(batch));
      const gazetteer = await generation.readGazetteer();
      const index = await generation.openSearchIndex();
      const words = VERSIONS.map(wordOf);
      const inSearch: string[] = [];
      for (const word of words) {
        const { entities } = await index.search(readQuery(word), { limit: 1 });
        if (entities.length > 0) inSearch.push(word);
      }
      const isMarked = (text: string) => findMentions([gazetteer], readWords(text), text).count > 0;
      seen.push({
        version: header.version,
        inDossiers: words.filter((word) => dossiers.some((json) => json.includes(word))),
        inGazetteer: words.filter((word) => isMarked(`${word} Quay 1`)),
        inSearch,
      });
      generation.close();
    }
    return seen;
  });
}
