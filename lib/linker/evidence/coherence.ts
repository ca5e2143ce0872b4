import type { Established } from '../establish.ts';
import { ESTABLISHED } from '../establish.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';

const MOST = 2;
/** Established entities that are looked at; a page that names more is a list. */
const MOST_ENTITIES = 256;

/** What the established entities of a page have in common, made once per pass. */
export interface Company {
  readonly ids: ReadonlySet<string>;
  /** Stem → how many established entities are described by it. */
  readonly stems: ReadonlyMap<number, number>;
}

export function gatherCompany(established: Established): Company {
  const stems = new Map<number, number>();
  const ids = new Set<string>();
  for (const { entity, strength } of established.values()) {
    if (strength < ESTABLISHED || ids.size >= MOST_ENTITIES) continue;
    ids.add(entity.id);
    for (const stem of new Set([...entity.keywords.keys(), ...entity.nameWords.keys()])) {
      stems.set(stem, (stems.get(stem) ?? 0) + 1);
    }
  }
  return { ids, stems };
}

/**
 * Does the entity keep company with those that the page establishes: do its facts name them, or do the
 * same words describe it ("footballer", "Cornwall")?
 */
export function describeCoherence(entity: KnownEntity, company: Company, seen: Observations): void {
  const isAmong = company.ids.has(entity.id) ? 1 : 0;
  let shared = 0;
  for (const [stem, weight] of entity.keywords) {
    const others = (company.stems.get(stem) ?? 0) - isAmong;
    if (others > 0) shared += weight * Math.min(1, 0.4 + 0.3 * others);
  }
  seen.add('coherence', Math.min(MOST, shared));
  let related = 0;
  for (const id of entity.related) if (company.ids.has(id)) related++;
  seen.add('related', Math.min(MOST, related));
}
