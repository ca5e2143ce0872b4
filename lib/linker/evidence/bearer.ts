import { Commonness } from '../common-words.ts';
import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import { isGivenName } from '../given-names.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';

/**
 * Whom the page calls by this name. After "Robert Altman", "Altman" is him and not Sam Altman, nor the
 * company Altman; "Chad" before a surname is a person and not the country. For names of one word.
 */
export function describeBearers(
  draft: Draft,
  entity: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  const [hash] = draft.hashes;
  if (hash === undefined || draft.hashes.length > 1 || draft.position === 'lower') return;
  const kind = entity.kind === 'person' ? 'person' : 'other';
  if (isGivenName(hash)) {
    seen.add(`given.${kind}`);
    const isBeforeName = AFTER.some((name) => draft.seen.get(name) > 0);
    if (isBeforeName) seen.add(`given.before-name.${kind}`);
    else if (page.isCalled(hash)) seen.add(`called.${kind}`);
  }
  const bearer = bearerOf(hash, entity, page);
  if (bearer === 'own') seen.add('bearer.own');
  else if (bearer === 'other') {
    seen.add(kind === 'person' ? 'bearer.other-person' : 'bearer.other');
    if (draft.commonness !== Commonness.rare) seen.add('bearer.other.common');
  }
}

/** A surname, or what leads up to one: "Ida Berg", "Ida von Berg", "Ida Berg" in a headline. */
const AFTER = ['after.common.one', 'after.rare.one', 'after.of-name', 'headline-after.rare'];

/** Whose surname the page makes of the word: the entity's, only somebody else's, or nobody's. */
export function bearerOf(
  hash: number,
  { nameWords, keywords }: KnownEntity,
  page: PageKnowledge,
): 'own' | 'other' | undefined {
  const bearers = page.bearersOf(hash);
  if (bearers.size === 0) return undefined;
  return [...bearers].some((stem) => nameWords.has(stem) || keywords.has(stem)) ? 'own' : 'other';
}
