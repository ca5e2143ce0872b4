import type { Dossier, DossierFact } from '../../../lib/model/dossier.ts';
import type { Entity, Fact, Source } from '../../../lib/model/fact-pack.ts';

/** Entities and facts of a small invented pack, short to write: what is missing gets a default. */
export interface SketchedPack {
  readonly id?: string;
  readonly entities: readonly (Partial<Entity> & { readonly id: string; readonly name: string })[];
  readonly facts?: readonly (Partial<Fact> & {
    readonly about: readonly string[];
    readonly statement: string;
    /** What it cites; the pack's one source without. */
    readonly cited?: readonly Source[];
  })[];
  readonly source?: Source;
}

/** The dossiers that a store would hold for the pack. */
export function sketchDossiers({
  id: packId = 'example.pack',
  entities,
  facts = [],
  source,
}: SketchedPack): Dossier[] {
  const cited = source ?? { id: 'source', title: 'Morning Courier' };
  const complete = facts.map(
    ({ cited: own = [cited], ...fact }, index): DossierFact => ({
      id: `fact-${index + 1}`,
      status: 'reported',
      ...fact,
      packId,
      packTitle: packId,
      sources: own.map((one) => ({ source: one })),
    }),
  );
  return entities.map((entity) => ({
    packId,
    packTitle: packId,
    entity: { type: 'organization', ...entity },
    facts: complete.filter((fact) => fact.about.includes(entity.id)),
  }));
}

/** Dossiers as a store streams them, two a batch. */
export async function* streamDossiers(dossiers: readonly Dossier[]): AsyncGenerator<readonly Dossier[]> {
  for (let at = 0; at < dossiers.length; at += 2) yield dossiers.slice(at, at + 2);
}
