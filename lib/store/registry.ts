import type { PackHeader } from '../model/fact-pack.ts';
import type { CommitOptions, GenerationSummary, InstalledPack, RecordCounts } from './fact-store.ts';

/**
 * What the registry knows: which packs there are, which generation of each serves, what the reader
 * chose. It holds no entity and no fact, so one transaction over it is what an import, a roll-back or
 * a removal comes down to. These functions say what that transaction changes; the backend makes it
 * atomic.
 */

/** Generations of a pack that stay after an import, the one that serves included. Pinned ones come on top. */
export const KEPT_GENERATIONS = 3;

export interface GenerationRow {
  readonly id: string;
  readonly packId: string;
  /** `staging`: an import writes it, or died doing so. `doomed`: nobody may use it; its database is to be deleted. */
  readonly state: 'staging' | 'ready' | 'doomed';
  readonly header: PackHeader;
  readonly counts: RecordCounts;
  readonly importedAt: number;
  readonly isPinned: boolean;
  readonly bytes: number;
  readonly detachedSignature?: string | undefined;
}

export interface PackRow {
  readonly packId: string;
  readonly isEnabled: boolean;
  readonly isBundled: boolean;
  readonly pinnedKey?: string | undefined;
  /** Packs are shown and asked in ascending order. */
  readonly order: number;
  readonly currentId: string;
}

/** A bundled pack that the reader removed, and must not come back by itself. */
export interface RemovalRow {
  readonly packId: string;
  readonly version: string;
}

/** All rows, by key. `updateRegistry` hands out a copy to change and saves the difference. */
export interface Registry {
  readonly packs: Map<string, PackRow>;
  readonly generations: Map<string, GenerationRow>;
  readonly removals: Map<string, RemovalRow>;
}

export function createRegistry(): Registry {
  return { packs: new Map(), generations: new Map(), removals: new Map() };
}

export function installedPacks(registry: Registry): InstalledPack[] {
  return [...registry.packs.values()]
    .sort((a, b) => a.order - b.order || (a.packId < b.packId ? -1 : 1))
    .flatMap((pack) => {
      // Half a registry was lost with the disk's help: the pack is none any more, and can be imported again.
      const isWhole = registry.generations.has(pack.currentId);
      return isWhole ? describePack(registry, pack) : [];
    });
}

function describePack(registry: Registry, pack: PackRow): InstalledPack {
  const others = readyGenerations(registry, pack.packId).filter(({ id }) => id !== pack.currentId);
  return {
    packId: pack.packId,
    isEnabled: pack.isEnabled,
    isBundled: pack.isBundled,
    pinnedKey: pack.pinnedKey,
    current: summarize(getGeneration(registry, pack.currentId)),
    history: others.map(summarize),
  };
}

export function summarize({ state: _state, ...summary }: GenerationRow): GenerationSummary {
  return summary;
}

/** Usable generations of a pack, the latest imported first. */
function readyGenerations(registry: Registry, packId: string): GenerationRow[] {
  return [...registry.generations.values()]
    .filter((row) => row.packId === packId && row.state === 'ready')
    .sort((a, b) => b.importedAt - a.importedAt || (a.id < b.id ? 1 : -1));
}

/** Makes a sealed generation serve, and dooms what the history has no room for. @returns ids of the doomed. */
export function commitGeneration(
  registry: Registry,
  sealed: GenerationRow,
  { isBundled, pinnedKey, detachedSignature, restored }: CommitOptions,
): string[] {
  const { packId } = sealed;
  const before = registry.packs.get(packId);
  const row: GenerationRow = {
    ...sealed,
    state: 'ready',
    ...restored,
    ...(detachedSignature === undefined ? {} : { detachedSignature }),
  };
  registry.generations.set(row.id, row);
  registry.packs.set(packId, {
    packId,
    isEnabled: before?.isEnabled ?? true,
    isBundled,
    pinnedKey,
    order: before?.order ?? nextOrder(registry),
    currentId: sealed.id,
  });
  registry.removals.delete(packId);
  const unpinned = readyGenerations(registry, packId).filter(
    (row) => !row.isPinned && row.id !== sealed.id && row.id !== before?.currentId,
  );
  // Besides the new one stays the one that served until now, even if it is older than the rest.
  const served = before && registry.generations.get(before.currentId);
  const taken = [row, served].filter((one) => one && !one.isPinned).length;
  return doom(registry, unpinned.slice(KEPT_GENERATIONS - taken));
}

function nextOrder(registry: Registry): number {
  return Math.max(-1, ...[...registry.packs.values()].map(({ order }) => order)) + 1;
}

export function reorderPacks(registry: Registry, packIds: readonly string[]): void {
  const rank = new Map(packIds.map((packId, index) => [packId, index]));
  const sorted = [...registry.packs.values()].sort(
    (a, b) =>
      (rank.get(a.packId) ?? packIds.length) - (rank.get(b.packId) ?? packIds.length) || a.order - b.order,
  );
  sorted.forEach((pack, order) => {
    registry.packs.set(pack.packId, { ...pack, order });
  });
}

export function rollBackTo(registry: Registry, packId: string, generationId: string): InstalledPack {
  const target = getGeneration(registry, generationId);
  if (target.packId !== packId || target.state !== 'ready') {
    throw new RangeError(`Generation ${generationId} is not one that ${packId} can roll back to`);
  }
  const pack = { ...getPack(registry, packId), currentId: generationId };
  registry.packs.set(packId, pack);
  return describePack(registry, pack);
}

export function removeGenerationRow(registry: Registry, generationId: string): string[] {
  const row = getGeneration(registry, generationId);
  if (registry.packs.get(row.packId)?.currentId === generationId) {
    throw new RangeError(`Generation ${generationId} serves; it cannot be deleted`);
  }
  return doom(registry, [row]);
}

/** Forgets the pack and dooms its generations, but for an import of it that lives. @returns ids of the doomed. */
export function removePackRows(registry: Registry, packId: string): string[] {
  const pack = registry.packs.get(packId);
  if (!pack) return [];
  const current = registry.generations.get(pack.currentId);
  if (pack.isBundled && current) {
    registry.removals.set(packId, { packId, version: current.header.version });
  }
  registry.packs.delete(packId);
  return doom(registry, readyGenerations(registry, packId));
}

function doom(registry: Registry, rows: readonly GenerationRow[]): string[] {
  for (const row of rows) registry.generations.set(row.id, { ...row, state: 'doomed' });
  return rows.map(({ id }) => id);
}

export function getPack(registry: Registry, packId: string): PackRow {
  const pack = registry.packs.get(packId);
  if (!pack) throw new RangeError(`There is no pack ${packId}`);
  return pack;
}

export function getGeneration(registry: Registry, generationId: string): GenerationRow {
  const row = registry.generations.get(generationId);
  if (!row) throw new RangeError(`There is no generation ${generationId}`);
  return row;
}
