import { entityKey, ordinalOfKey, type PageLinker, segmentOfKey } from '../linker/page-linker.ts';
import type { Generation } from '../store/fact-store.ts';

/** The part of a generation that linking needs. */
export type ProfileSource = Pick<Generation, 'readProfiles'>;

/** Brings the profiles that the linker misses, in one read per pack. */
export async function learnProfiles(linker: PageLinker, sources: readonly ProfileSource[]): Promise<void> {
  const ordinals = sources.map((): number[] => []);
  for (const key of linker.missingKeys()) ordinals[segmentOfKey(key)]?.push(ordinalOfKey(key));
  await Promise.all(
    sources.map(async (source, segment) => {
      const wanted = ordinals[segment] as number[];
      if (wanted.length === 0) return;
      for (const profile of await source.readProfiles(wanted)) {
        linker.learn(entityKey(segment, profile.ordinal), profile);
      }
    }),
  );
}
