import type { Dossier, DossierFact } from '../../../lib/model/dossier.ts';
import type { Entity, Fact, PackHeader } from '../../../lib/model/fact-pack.ts';
import type { PackVersion } from '../../../lib/pack/plan.ts';

/** Small dossiers for tests of plans and conflicts. */

export const compareIds = (a: string, b: string) => (a < b ? -1 : Number(a > b));

export function header(version: string, fields: Partial<PackHeader> = {}): PackHeader {
  return {
    format: 'fact-pack/1',
    id: 'example.harbour',
    version,
    title: 'Harbour',
    language: 'en',
    ...fields,
  };
}

export function fact(
  id: string,
  about: string | readonly string[],
  fields: Partial<Fact> = {},
  packId = 'ours',
): DossierFact {
  return {
    packId,
    packTitle: `Title of ${packId}`,
    id,
    about: typeof about === 'string' ? [about] : about,
    statement: `Statement of ${id}.`,
    status: 'reported',
    ...fields,
    sources: [{ source: { id: 's', title: 'Gazette' } }],
  };
}

/** Dossiers of these facts under these entities, as a store gives them. */
export function dossiers(
  entities: readonly (Partial<Entity> & { readonly id: string })[],
  facts: readonly DossierFact[] = [],
  packId = 'ours',
): readonly Dossier[] {
  return entities
    .map((entity) => ({
      packId,
      packTitle: `Title of ${packId}`,
      entity: { type: 'organization' as const, name: `Name of ${entity.id}`, ...entity },
      facts: facts.filter(({ about }) => about.includes(entity.id)),
    }))
    .toSorted((a, b) => compareIds(a.entity.id, b.entity.id));
}

export async function* inBatches<Item>(items: readonly Item[], size = 2): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

export function version(number: string, all: readonly Dossier[], batchSize = 2): PackVersion {
  return { header: header(number), dossiers: inBatches(all, batchSize) };
}
