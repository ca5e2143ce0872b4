import type { PackHeader } from '../model/fact-pack.ts';
import type { PackConflict } from '../pack/conflicts.ts';
import type { PlannedChange } from '../pack/plan.ts';
import {
  decideTrust,
  normalizeDetachedSignature,
  type TrustDecision,
  verifyPack,
} from '../pack/signature.ts';
import type {
  CommitOptions,
  FactStore,
  Generation,
  InstalledPack,
  StagedGeneration,
} from '../store/fact-store.ts';
import { StoreError } from '../store/store-error.ts';
import { type ChangePage, compareGenerations } from './compare-generations.ts';
import type { ImportPreview, ImportRefusal } from './import-report.ts';
import { findPackConflicts } from './pack-conflicts.ts';
import { openIfSound } from './pack-health.ts';
import { type Reading, type ReadingOptions, readIntoStore } from './read-into-store.ts';
import { findTrustBasis } from './trust-basis.ts';

export interface StagePackOptions extends ReadingOptions {
  /** What the preview calls the file. */
  readonly name: string;
  /** Text of the signature file that came with the pack, if there is one. */
  readonly detachedSignature?: string | undefined;
  /** Looks for a signature file; asked only where the header carries no signature, but a key speaks of one. */
  readonly findSignature?: (() => Promise<string | undefined>) | undefined;
  /** The key to hold the pack to where none is pinned yet. */
  readonly trustedKey?: string | undefined;
  /** The only pack that is expected: an update, say. */
  readonly packId?: string | undefined;
  /** See `CommitOptions.restored`. */
  readonly restored?: CommitOptions['restored'];
}

export type PackStaging =
  | {
      readonly ok: true;
      readonly preview: ImportPreview;
      /** More changes of `preview.plan`, which has the first 200 only. None for a new pack. */
      listChanges(page: ChangePage): Promise<readonly PlannedChange[]>;
      /** Drops what was staged if it fails. */
      commit(): Promise<InstalledPack>;
      /** Drops what was staged. Safe twice; does nothing after `commit`. */
      discard(): Promise<void>;
    }
  | ({ readonly ok: false } & ImportRefusal);

/** Changes that a preview carries. */
const SHOWN_CHANGES = 200;

/**
 * Reads, checks and stages a pack: a generation that is complete but does not serve, until the
 * curator has seen the preview and says `commit`. Whatever fails, and whenever the signal aborts,
 * what was staged is dropped again.
 *
 * @throws StoreError when the store fails otherwise than for space, PackStreamError when the stream does.
 */
export async function stagePack(options: StagePackOptions): Promise<PackStaging> {
  const { signal } = options;
  let staged: StagedGeneration | undefined;
  try {
    const reading = await readIntoStore(options, (opened) => {
      staged = opened;
    });
    const staging = reading.ok ? await finishStaging(options, reading) : reading;
    if (!staging.ok) await staged?.abort();
    return staging;
  } catch (error) {
    await staged?.abort();
    if (signal?.aborted) return { ok: false, reason: 'canceled' };
    if (error instanceof StoreError && error.isOutOfSpace) return { ok: false, reason: 'no-space' };
    throw error;
  }
}

async function finishStaging(
  options: StagePackOptions,
  { staged, header, digest, log, progress }: Extract<Reading, { ok: true }>,
): Promise<PackStaging> {
  const { store, name, signal, onProgress } = options;
  if (options.packId !== undefined && options.packId !== header.id) {
    return { ok: false, reason: 'other-pack', packId: header.id };
  }
  const installed = (await store.packs()).find(({ packId }) => packId === header.id);
  const signature = await findDetachedSignature(options, header, installed);
  const trust: TrustDecision = await decideTrust(
    header,
    await verifyPack(header, digest, signature),
    findTrustBasis(installed, options.trustedKey, header.version),
  );
  if (!trust.accepted) return { ok: false, reason: 'untrusted', because: trust.reason };

  const sealed = await staged.seal({
    signal,
    onProgress: (done) => onProgress?.({ ...progress, phase: 'grouping', done }),
  });
  const compare = async (page: ChangePage, onCompared?: (done: number) => void) => {
    // What is damaged cannot be compared with, and is mended by this import.
    const before = installed && (await openIfSound(store, installed.current));
    if (!before) return undefined;
    try {
      return await compareGenerations(before, sealed, { page, onProgress: onCompared, signal });
    } catch (error) {
      if (error instanceof StoreError && !error.isOutOfSpace && !signal?.aborted) return undefined;
      throw error;
    } finally {
      before.close();
    }
  };
  const plan = await compare({ offset: 0, limit: SHOWN_CHANGES }, (done) =>
    onProgress?.({ ...progress, phase: 'comparing', done }),
  );
  const { state, pin, isKeyChange } = trust;
  return {
    ok: true,
    preview: {
      name,
      header,
      counts: sealed.summary.counts,
      trust: { state, pin, isKeyChange, isPinned: installed?.pinnedKey !== undefined },
      replaces: installed?.current,
      plan,
      conflicts: await findInstalledConflicts(store, sealed, signal),
      warnings: log.kept,
      warningCount: log.counts.warnings,
    },
    listChanges: async (page) => (await compare(page))?.changes ?? [],
    commit: async () => {
      sealed.close();
      try {
        return await staged.commit({
          isBundled: false,
          pinnedKey: pin,
          detachedSignature: signature && normalizeDetachedSignature(signature),
          restored: options.restored,
        });
      } catch (error) {
        // Nobody can go on from here: the lock and the space are given back at once.
        await staged.abort();
        throw error;
      }
    },
    discard: () => {
      sealed.close();
      return staged.abort();
    },
  };
}

async function findDetachedSignature(
  { detachedSignature, findSignature, trustedKey }: StagePackOptions,
  header: PackHeader,
  installed: InstalledPack | undefined,
): Promise<string | undefined> {
  if (detachedSignature !== undefined) return detachedSignature;
  const isExpected = (header.publicKey ?? installed?.pinnedKey ?? trustedKey) !== undefined;
  return header.signature === undefined && isExpected ? findSignature?.() : undefined;
}

async function findInstalledConflicts(
  store: FactStore,
  staged: Generation,
  signal: AbortSignal | undefined,
): Promise<readonly PackConflict[]> {
  const packs = (await store.packs()).filter(({ packId }) => packId !== staged.summary.packId);
  // A pack that is damaged contradicts nobody, and must not keep others from being imported.
  const opened = await Promise.all(packs.map(({ current }) => openIfSound(store, current)));
  const others = opened.filter((other) => other !== undefined);
  try {
    return await findPackConflicts(staged, others, signal);
  } finally {
    for (const other of others) other.close();
  }
}
