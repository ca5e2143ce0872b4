import { entityKey, ordinalOfKey, segmentOfKey } from '../linker/entity-key.ts';
import type { PageLinker } from '../linker/page-linker.ts';
import type { Generation } from '../store/fact-store.ts';
import { keepReadable } from './readable-packs.ts';

/** The part of a generation that linking needs. */
export type ProfileSource = Pick<Generation, 'readProfiles'>;

/**
 * Brings the profiles that the linker misses, in one read per pack. Names of a pack that cannot be read stay
 * unknown to it; if none can be read, that is thrown.
 */
export async function learnProfiles(linker: PageLinker, sources: readonly ProfileSource[]): Promise<void> {
  const ordinals = sources.map((): number[] => []);
  for (const key of linker.missingKeys()) ordinals[segmentOfKey(key)]?.push(ordinalOfKey(key));
  const profiles = await keepReadable(
    sources.map(async (source, segment) => {
      const wanted = ordinals[segment] as number[];
      return { segment, ofPack: wanted.length === 0 ? [] : await source.readProfiles(wanted) };
    }),
  );
  // In the reader's order of packs, whichever answers first: the first one's id stands for all.
  for (const { segment, ofPack } of profiles) {
    for (const profile of ofPack) linker.learn(entityKey(segment, profile.ordinal), profile);
  }
}
