import { indexDossiers } from '../../../lib/search/build/index-dossiers.ts';
import { openSearchIndex } from '../../../lib/search/open-index.ts';
import type { SearchPart, SearchParts } from '../../../lib/search/parts.ts';
import type { SearchIndex } from '../../../lib/search/search-index.ts';
import { type SketchedPack, sketchDossiers, streamDossiers } from './dossiers.ts';

export type { SketchedPack } from './dossiers.ts';

/** Parts in a map, as a database hands them out: a copy each time. */
export function createParts(): SearchParts & {
  readonly map: Map<string, SearchPart>;
  write(parts: ReadonlyMap<string, SearchPart>): Promise<void>;
} {
  const map = new Map<string, SearchPart>();
  return {
    map,
    read: async (names) => names.map((name) => structuredClone(map.get(name))),
    write: async (parts) => {
      for (const [name, part] of parts) map.set(name, part);
    },
  };
}

/** The index of a small invented pack, searched on 22 November 2026. */
export async function createIndex(pack: SketchedPack): Promise<SearchIndex> {
  const parts = createParts();
  await indexDossiers(streamDossiers(sketchDossiers(pack)), parts.write);
  const index = await openSearchIndex(parts, {
    packId: pack.id ?? 'example.pack',
    language: 'en',
    now: () => new Date('2026-11-22'),
  });
  if (!index) throw new Error('The index cannot be read');
  return index;
}
