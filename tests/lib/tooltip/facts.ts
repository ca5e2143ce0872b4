import type { Dossier, DossierFact } from '../../../lib/model/dossier.ts';

/** A fact about the engine, unless said otherwise. */
export function factOf(fact: Partial<DossierFact> & { id: string }): DossierFact {
  return {
    packId: 'pack:test',
    packTitle: 'Test pack',
    about: ['product:engine'],
    statement: `Statement ${fact.id}.`,
    status: 'reported',
    sources: [{ source: { id: 's', title: 'Notes' } }],
    ...fact,
  };
}

export function dossierOf(facts: readonly DossierFact[]): Dossier {
  return {
    packId: 'pack:test',
    packTitle: 'Test pack',
    entity: {
      id: 'product:engine',
      type: 'product',
      name: 'Analytical Engine',
      description: 'A calculating machine.',
    },
    facts,
  };
}
