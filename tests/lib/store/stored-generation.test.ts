import { describe, expect, it } from 'vitest';
import { findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import { ChunkedFactStore } from '../../../lib/store/chunked-fact-store.ts';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { MemoryBackend } from '../../../lib/store/memory-backend.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { createPack, installPack } from './sample-pack.ts';

describe('a gazetteer that is damaged or of another format', () => {
  it('is compiled from the dossiers, and saved', async () => {
    const backend = new MemoryBackend();
    const store = new ChunkedFactStore({ backend, locks: new ProcessLocks() });
    const { current } = await installPack(store, createPack());
    const reader = await backend.openGeneration(current.id);
    await reader.replaceDerived('gazetteer', new ArrayBuffer(64));

    const gazetteer = await (await store.openGeneration(current.id)).readGazetteer();

    const text = 'Vesna Tamm sails for OSC';
    expect(findMentions([gazetteer], readWords(text), text).count).toBe(2);
    const saved = (await reader.readDerived('gazetteer'))!;
    expect(new Uint8Array(saved)).toEqual(new Uint8Array(gazetteer.buffer));
  });
});
