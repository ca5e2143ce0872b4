import type { Dossier, DossierFact } from '../model/dossier.ts';
import { disagree } from '../pack/conflicts.ts';
import type { Generation } from '../store/fact-store.ts';
import { keepReadable } from './readable-packs.ts';

/**
 * What the generations hold about the entities, in the order asked; unknown ids are left out. An entity
 * that several packs know, by the same id or by a common address in `sameAs`, is one dossier: the entity
 * as the first pack has it, with what the others add, and the facts of all, in the reader's order. Where
 * packs give different values for the same property, each fact says that it contradicts the other. A pack that
 * cannot be read is left out where others know the entity.
 *
 * @param generations Those that serve, in the reader's order.
 * @throws StoreError if no pack that can be read knows an entity, and one cannot be read.
 */
export async function readDossiers(
  generations: readonly Generation[],
  entityIds: readonly string[],
): Promise<readonly Dossier[]> {
  const found = await Promise.all(
    entityIds.map(async (id) => {
      const [first, ...others] = await readDossiersOfOne(generations, id);
      return first ? [mergeDossiers([first, ...others])] : [];
    }),
  );
  return found.flat();
}

/** Ids under which one entity is looked for: a chain of false `sameAs` must not pull half a pack together. */
const MAX_IDS = 8;

async function readDossiersOfOne(
  generations: readonly Generation[],
  entityId: string,
): Promise<readonly Dossier[]> {
  const found = generations.map((): Dossier[] => []);
  const ids = new Set([entityId]);
  let failure: PromiseRejectedResult | undefined;
  // Ids that a round finds are looked up in every pack in the next: the set grows while it is walked.
  for (const id of ids) {
    const readings = await Promise.allSettled(generations.map((generation) => generation.readDossier(id)));
    const dossiers = readings.map((reading) => {
      if (reading.status === 'fulfilled') return reading.value;
      failure ??= reading;
      return undefined;
    });
    for (const [i, dossier] of dossiers.entries()) if (dossier) found[i]!.push(dossier);
    if (generations.length === 1) break;
    const sameAs = dossiers.flatMap((dossier) => dossier?.entity.sameAs ?? []);
    const others = await keepReadable(generations.map((generation) => generation.findSame({ id, sameAs })));
    for (const other of others.flat()) if (ids.size < MAX_IDS) ids.add(other);
  }
  // What a pack that cannot be read holds is not known; to say that there is nothing would be a guess.
  if (failure && found.every((ofPack) => ofPack.length === 0)) throw failure.reason;
  return markDisputes(found.flat());
}

/** Several dossiers of one entity as a single one. Its facts are about the first's id, by whichever they know it. */
function mergeDossiers(dossiers: readonly [Dossier, ...Dossier[]]): Dossier {
  const [first, ...others] = dossiers;
  if (others.length === 0) return first;
  const { entity } = first;
  const entities = dossiers.map((dossier) => dossier.entity);
  const ids = new Set(entities.map(({ id }) => id));
  const toFirst = (id: string) => (ids.has(id) ? entity.id : id);
  const description = entities.find((one) => one.description !== undefined)?.description;
  return {
    ...first,
    entity: {
      ...entity,
      ...(description === undefined ? {} : { description }),
      aliases: distinct(
        entities.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
        (alias) => (typeof alias === 'string' ? alias : alias.text),
      ).filter((alias) => alias !== entity.name),
      sameAs: distinct(
        entities.flatMap(({ sameAs = [] }) => sameAs),
        (url) => url,
      ),
    },
    // A fact about two entities of a pack that are one here is in the dossiers of both.
    facts: distinct(
      dossiers.flatMap(({ facts }) => facts),
      (fact) => `${fact.packId} ${fact.id}`,
    ).map((fact) => ({ ...fact, about: [...new Set(fact.about.map(toFirst))] })),
  };
}

/** The first of those with the same key. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}

/** Facts of different packs that cannot both be right name each other, by ids that no two packs share. */
function markDisputes(dossiers: readonly Dossier[]): readonly Dossier[] {
  if (new Set(dossiers.map(({ packId }) => packId)).size < 2) return dossiers;
  const qualified = dossiers.map((dossier) => ({ ...dossier, facts: dossier.facts.map(qualifyIds) }));
  const superseded = new Set(
    qualified.flatMap(({ facts }) => facts.flatMap((fact) => fact.supersedes ?? [])),
  );
  const comparable = qualified.flatMap(({ entity, facts }) =>
    facts.filter(
      (fact) =>
        // What is said of the entity itself, not of another that it has to do with.
        fact.about[0] === entity.id &&
        fact.property !== undefined &&
        fact.value !== undefined &&
        fact.status !== 'retracted' &&
        !superseded.has(fact.id),
    ),
  );
  const against = new Map<string, string[]>();
  for (const ofProperty of Map.groupBy(comparable, (fact) => fact.property).values()) {
    const byPack = [...Map.groupBy(ofProperty, (fact) => fact.packId).values()].map(latest);
    for (const facts of byPack) {
      const others = byPack.filter((other) => other !== facts).flat();
      for (const fact of facts) {
        against.set(
          fact.id,
          others.filter((other) => disagree(fact, other)).map(({ id }) => id),
        );
      }
    }
  }
  return qualified.map((dossier) => ({
    ...dossier,
    facts: dossier.facts.map((fact) => {
      const others = against.get(fact.id) ?? [];
      return others.length === 0 ? fact : { ...fact, contradicts: [...(fact.contradicts ?? []), ...others] };
    }),
  }));
}

/**
 * Facts of one property and pack that are compared with other packs' at most. Series of figures are long, and
 * what they say of a distant past is seldom what packs differ in; a hover waits for the comparison.
 */
const MOST_COMPARED = 200;

/** Those that hold latest, in the order given. */
function latest(facts: readonly DossierFact[]): readonly DossierFact[] {
  if (facts.length <= MOST_COMPARED) return facts;
  const dateOf = ({ asOf, validFrom }: DossierFact) => asOf ?? validFrom ?? '';
  const kept = new Set(
    facts.toSorted((one, other) => (dateOf(one) < dateOf(other) ? 1 : -1)).slice(0, MOST_COMPARED),
  );
  return facts.filter((fact) => kept.has(fact));
}

function qualifyIds(fact: DossierFact): DossierFact {
  const qualify = (id: string) => `${fact.packId} ${id}`;
  return {
    ...fact,
    id: qualify(fact.id),
    ...(fact.supersedes ? { supersedes: fact.supersedes.map(qualify) } : {}),
    ...(fact.contradicts ? { contradicts: fact.contradicts.map(qualify) } : {}),
  };
}
