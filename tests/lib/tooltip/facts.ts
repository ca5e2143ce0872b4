import type { Dossier, DossierFact } from '../../../lib/model/dossier.ts';
import type { EntityFacts, ReadingContext } from '../../../lib/model/entity-facts.ts';
import type { MentionedEntity } from '../../../lib/model/mention.ts';
import { arrangeFacts } from '../../../lib/tooltip/arrange-facts.ts';
import { sectionsByPack } from '../../../lib/tooltip/pack-sections.ts';

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

/** Facts about the engine, as the background arranges them for a page. */
export function entityFactsOf(
  facts: readonly DossierFact[],
  context: ReadingContext = { sentence: '' },
  named: readonly MentionedEntity[] = [],
): EntityFacts {
  const dossier = dossierOf(facts);
  const packIds = facts.map(({ packId }) => packId);
  return {
    description: dossier.entity.description,
    sections: sectionsByPack(arrangeFacts(dossier, context), packIds),
    named,
  };
}
