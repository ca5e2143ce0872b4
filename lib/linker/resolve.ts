import type { Derivation } from '../gazetteer/derived-aliases.ts';
import type { Draft, DraftCandidate } from './draft.ts';
import type { KnownEntities } from './known-entities.ts';
import type { KnownEntity } from './known-entity.ts';

/** One thing that a draft may mean: an entity, and the best of its aliases that agree. */
export interface Option {
  readonly entity: KnownEntity;
  readonly candidate: DraftCandidate;
  /** The surface form is the entity's main name. */
  readonly isMain: boolean;
  /** How the surface form comes from a listed name; undefined when it is one. */
  readonly derivation: Derivation | undefined;
}

/** A draft with its entities in place; never without options. */
export interface ResolvedDraft {
  readonly draft: Draft;
  readonly options: readonly Option[];
  /** What each name that stands beside it in a row may mean. */
  readonly peers?: readonly (readonly Option[])[];
}

/** Options that are weighed for one surface form; a name that more entities share tells nothing anyway. */
export const MOST_OPTIONS = 64;

/**
 * Puts entities in place of candidate keys: several aliases or packs that lead to the same entity are one
 * option. A candidate whose entity is unknown (its pack was removed meanwhile) is left out.
 */
export function resolveDraft(
  draft: Draft,
  entities: Pick<KnownEntities, 'idOf' | 'get'>,
): ResolvedDraft | undefined {
  const { key } = draft;
  const options = new Map<string, Option>();
  for (const candidate of draft.candidates) {
    const id = entities.idOf(candidate.key);
    const known = id === undefined ? undefined : options.get(id);
    if (known && quality(known.candidate) >= quality(candidate)) continue;
    if (!known && options.size >= MOST_OPTIONS) continue;
    // Read only now: a surname may be the short name of a thousand persons.
    const entity = entities.get(candidate.key);
    if (!entity) continue;
    options.set(entity.id, {
      entity,
      candidate,
      isMain: !candidate.isDerived && entity.mainKey === key,
      derivation: candidate.isDerived
        ? (candidate.derivation ?? entity.derivations.get(key) ?? 'inner')
        : undefined,
    });
  }
  return options.size === 0 ? undefined : { draft, options: [...options.values()] };
}

/** Exact before other case before inflected, listed before derived, strong before weak. */
function quality({ match, isDerived, kind }: DraftCandidate): number {
  return (isDerived ? 0 : 8) + (kind === 'weak' ? 0 : 4) + (match === 1 ? 2 : match === 2 ? 1 : 0);
}
