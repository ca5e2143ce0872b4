import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import { nameKey } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';

/**
 * What the page says of itself: JSON-LD that names the entity, a link to its site or to its article in
 * Wikipedia or Wikidata, its name in the title or address.
 */
export function describePage(
  draft: Draft,
  entity: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  if (entity.names.some(({ key }) => page.isAbout(key))) seen.add('page.about');
  if (page.linksTo(entity.urls)) seen.add('page.link');
  const stems = Array.from(draft.window.subarray(draft.windowStart, draft.windowStart + draft.hashes.length));
  if (page.isInTitle(stems) && page.isAbout(nameKey(draft.hashes))) seen.add('page.title');
  if (page.isInUrl(entity.name)) seen.add('page.url');
}
