import { MatchFlag } from '../../gazetteer/mentions.ts';
import type { Draft } from '../draft.ts';
import { ESTABLISHED, type Established } from '../establish.ts';
import type { Observations } from '../features.ts';
import type { Option } from '../resolve.ts';
import { commonnessName } from './alias-quality.ts';

/** Has the page called the entity by a longer name: "Sam Altman", before or after this "Altman"? */
export function isEstablishedByLonger(draft: Draft, id: string, established: Established): boolean {
  const known = established.get(id);
  return known !== undefined && known.strength >= ESTABLISHED && known.longest > draft.hashes.length;
}

/** May the surface form stand for the entity at all? Weak aliases and initials need more than to be there. */
export function mayStand(
  { entity, candidate, derivation }: Option,
  draft: Draft,
  established: Established,
): boolean {
  // Initials tell something only as capitals among other words, and they take no endings.
  if (derivation === 'initials' && (draft.seen.get('acronym') === 0 || candidate.match !== MatchFlag.exact)) {
    return false;
  }
  return candidate.kind !== 'weak' || (established.get(entity.id)?.strength ?? 0) >= ESTABLISHED;
}

/** Neighbours, as describeNeighbours names them, that make a short name part of somebody else's. */
const BESIDE_NAME = ['before', 'after'].flatMap((side) =>
  ['given', 'direction', 'common', 'rare', 'generic'].flatMap((word) => [
    `${side}.${word}.one`,
    `${side}.${word}.more`,
  ]),
);

/**
 * What a name that the pack does not list has to show, and what any short name of a person must not have
 * beside it: "Terry Saban" is not Nick Saban.
 */
export function describeShortForm(draft: Draft, { derivation, entity }: Option, seen: Observations): void {
  const isSingle = draft.hashes.length === 1;
  if (derivation !== undefined) {
    if (isSingle) seen.add(`derived-word.${commonnessName(draft.commonness)}`);
    if (BESIDE_NAME.some((name) => draft.seen.get(name) > 0)) seen.add('derived.beside-name');
  }
  if (
    entity.type === 'person' &&
    isSingle &&
    (draft.seen.get('before.rare.one') > 0 || draft.seen.get('before.given.one') > 0)
  )
    seen.add('person.beside-name');
}
