import type { DossierFact } from './dossier.ts';

/** Facts by the id of each fact that they say they contradict, in the order given. */
export function contradictorsById(
  facts: readonly DossierFact[],
): ReadonlyMap<string, readonly DossierFact[]> {
  const contradictors = new Map<string, DossierFact[]>();
  for (const fact of facts) {
    for (const id of new Set(fact.contradicts)) {
      const others = contradictors.get(id);
      if (others) others.push(fact);
      else contradictors.set(id, [fact]);
    }
  }
  return contradictors;
}
