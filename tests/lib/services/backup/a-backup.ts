import type { Setup } from '../../../../lib/backup/backup.ts';
import { DEFAULT_SETTINGS } from '../../../../lib/model/settings.ts';
import { planRestoration, type RestorationPlan } from '../../../../lib/services/backup/plan-restoration.ts';
import { type RestorationProblem, restorePacks } from '../../../../lib/services/backup/restore-packs.ts';
import { findBackedUpPacks, saveBackup } from '../../../../lib/services/backup/save-backup.ts';
import { type StagePackOptions, stagePack } from '../../../../lib/services/import-pack.ts';
import type { FactStore, InstalledPack } from '../../../../lib/store/fact-store.ts';

export const NOW = new Date('2026-03-09T10:00:00Z');

/** Imports a file as a reader does. */
export async function importFile(
  store: FactStore,
  file: Blob,
  options: Partial<StagePackOptions> = {},
): Promise<InstalledPack> {
  const staging = await stagePack({ store, name: 'x', stream: file.stream(), size: file.size, ...options });
  if (!staging.ok) throw new Error(JSON.stringify(staging));
  return staging.commit();
}

/** A backup of everything in the store, with settings of no account. */
export async function backUp(store: FactStore): Promise<Blob> {
  const { packs } = await findBackedUpPacks(store);
  return new Response(saveBackup({ store, setup: await setupOf(store), packs, now: NOW })).blob();
}

export async function setupOf(store: FactStore): Promise<Setup> {
  const packs = (await store.packs()).map(({ packId, isEnabled }) => ({ packId, isEnabled }));
  return { settings: DEFAULT_SETTINGS, rejections: [], subscriptions: [], packs };
}

export async function restore(
  store: FactStore,
  backup: Blob,
  options: {
    readonly signal?: AbortSignal;
    readonly now?: number;
    readonly onProgress?: (done: number) => void;
  } = {},
): Promise<{ readonly plan: RestorationPlan; readonly problems: readonly RestorationProblem[] }> {
  const plan = await planRestoration(backup, { store });
  const problems = await restorePacks(backup, plan, {
    store,
    signal: options.signal,
    now: options.now ?? Date.now() + 60_000,
    installBundled: async () => {},
    onProgress: ({ done }) => options.onProgress?.(done),
  });
  return { plan, problems };
}

/** All that a reader has of packs, but for ids that each installation makes anew. */
export async function describePacks(store: FactStore) {
  return Promise.all(
    (await store.packs()).map(async ({ packId, pinnedKey, current, history }) => ({
      packId,
      pinnedKey,
      versions: await Promise.all(
        [current, ...history].map(async ({ id, header, importedAt, isPinned, detachedSignature }) => ({
          version: header.version,
          importedAt,
          isPinned,
          detachedSignature,
          bytes: await bytesOf(store, id),
        })),
      ),
    })),
  );
}

async function bytesOf(store: FactStore, generationId: string): Promise<string> {
  const file = await (await store.openGeneration(generationId)).originalFile();
  return Buffer.from(await new Response(file).arrayBuffer()).toString('latin1');
}
