import type { Dossier } from '../../model/dossier.ts';
import type { WriteSearchParts } from '../parts.ts';
import { SearchIndexBuilder } from './index-builder.ts';

/** Builds the index of a pack from its dossiers, for one that was imported when there was none. */
export async function indexDossiers(
  dossiers: AsyncIterable<readonly Dossier[]>,
  write: WriteSearchParts,
): Promise<void> {
  const builder = new SearchIndexBuilder(write);
  const known = new Set<string>();
  for await (const batch of dossiers) {
    for (const { entity, facts } of batch) {
      await builder.addEntity(entity);
      for (const { sources, ...fact } of facts) {
        // A fact stands in the dossier of each entity that it is about; the subject's is enough.
        if (fact.about[0] !== entity.id) continue;
        for (const { source } of sources) {
          if (known.has(source.id)) continue;
          known.add(source.id);
          await builder.addSource(source);
        }
        await builder.addFact({ ...fact, sources: sources.map(({ source }) => ({ source: source.id })) });
      }
    }
  }
  await builder.finish();
}
