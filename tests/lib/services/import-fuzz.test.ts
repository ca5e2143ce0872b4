import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stagePack } from '../../../lib/services/import-pack.ts';
import { ChunkedFactStore } from '../../../lib/store/chunked-fact-store.ts';
import type { FactStore } from '../../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../../lib/store/import-locks.ts';
import { MemoryBackend } from '../../../lib/store/memory-backend.ts';
import {
  byteChanges,
  documentPack,
  FUZZ_RUNS,
  FUZZ_TIMEOUT_MS,
  linesPack,
  spoilBytes,
  spoiledText,
} from '../pack/fuzzed-packs.ts';
import { mutate } from '../pack/mutations.ts';
import { createPack, installPack } from '../store/sample-pack.ts';

const INSTALLED = createPack();

/** A sound pack with one record mutated, which many imports survive. */
const nearlySound = fc
  .tuple(fc.nat(), fc.constantFrom(INSTALLED.header.id, 'test.other'))
  .chain(([place, id]) => {
    const { header, sources, entities, facts } = createPack({ id, version: '1.1.0' });
    const records = [
      { record: 'pack', ...header },
      ...sources.map((source) => ({ record: 'source', ...source })),
      ...entities.map((entity) => ({ record: 'entity', ...entity })),
      ...facts.map(({ supersedes: _, ...fact }) => ({ record: 'fact', ...fact })),
    ];
    return fc
      .tuple(
        ...records.map((record, i) =>
          i === place % records.length ? mutate(fc.constant(record)) : fc.constant(record),
        ),
      )
      .map((mutated) => mutated.map((value) => JSON.stringify(value)).join('\n'));
  });

/** Any of the mutated packs, as bytes; half of those with a readable id claim to update the one that is installed. */
const anyFile = fc
  .tuple(
    fc.oneof(linesPack, documentPack, spoiledText, nearlySound),
    fc.option(byteChanges, { freq: 1 }),
    fc.boolean(),
  )
  .map(([text, changes, isUpdate]) => {
    const aimed = isUpdate ? text.replace(/"id":\s*"[^"\\]*"/, `"id":"${INSTALLED.header.id}"`) : text;
    const bytes = new TextEncoder().encode(aimed);
    return new Blob([changes ? (spoilBytes(bytes, ...changes) as Uint8Array<ArrayBuffer>) : bytes]);
  });

/** Everything that a reader sees, and whatever takes space. */
async function look(store: FactStore, backend: MemoryBackend): Promise<string> {
  const packs = await store.packs();
  const dossiers = await Promise.all(
    packs.map(async ({ current }) => {
      const generation = await store.openGeneration(current.id);
      const all = [];
      for await (const batch of generation.dossiers()) all.push(...batch);
      return all;
    }),
  );
  const { generations } = await backend.readRegistry();
  return JSON.stringify([packs, dossiers, [...generations.keys()], await backend.listGenerations()]);
}

describe(`importing ${FUZZ_RUNS} mutated packs`, () => {
  it('changes nothing unless the pack is accepted and committed', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const backend = new MemoryBackend();
    const store = new ChunkedFactStore({ backend, locks: new ProcessLocks() });
    await installPack(store, INSTALLED);
    const before = await look(store, backend);
    const outcomes = { accepted: 0, refused: 0 };

    await fc.assert(
      fc.asyncProperty(anyFile, fc.boolean(), async (file, isWanted) => {
        const staging = await stagePack({
          store,
          name: 'fuzz',
          stream: file.stream(),
          size: file.size,
          today: '2026-01-01',
        });
        outcomes[staging.ok ? 'accepted' : 'refused']++;
        if (staging.ok && isWanted && staging.preview.header.id !== INSTALLED.header.id) {
          const { packId, current } = await staging.commit();
          expect(current.counts).toEqual(staging.preview.counts);
          await store.removePack(packId);
        } else if (staging.ok) {
          await staging.discard();
        }
        expect(await look(store, backend)).toBe(before);
        // The lock is free again, whatever happened.
        const next = await store.stage(INSTALLED.header);
        expect(next).toBeDefined();
        await next?.abort();
      }),
      { numRuns: FUZZ_RUNS },
    );
    // Mutations that are all refused, or all accepted, would prove little.
    expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(FUZZ_RUNS / 50);
  });
});
