import { entityKey, ordinalOfKey, segmentOfKey } from '../linker/entity-key.ts';
import type { PageLinker } from '../linker/page-linker.ts';
import type { Generation } from '../store/fact-store.ts';

/** The part of a generation that linking needs. */
export type ProfileSource = Pick<Generation, 'readProfiles'>;

/** Brings the profiles that the linker misses, in one read per pack. */
export async function learnProfiles(linker: PageLinker, sources: readonly ProfileSource[]): Promise<void> {
  const ordinals = sources.map((): number[] => []);
  for (const key of linker.missingKeys()) ordinals[segmentOfKey(key)]?.push(ordinalOfKey(key));
  const profiles = await Promise.all(
    sources.map((source, segment) => {
      const wanted = ordinals[segment] as number[];
      return wanted.length === 0 ? [] : source.readProfiles(wanted);
    }),
  );
  // In the reader's order of packs, whichever answers first: the first one's id stands for all.
  for (const [segment, ofPack] of profiles.entries()) {
    for (const profile of ofPack) linker.learn(entityKey(segment, profile.ordinal), profile);
  }
}
