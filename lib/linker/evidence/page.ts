import { Commonness } from '../common-words.ts';
import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';
import type { Scene } from '../scene.ts';
import { bearerOf } from './bearer.ts';

/**
 * What the page says of itself: JSON-LD that names the entity, a link to its site or to its article in
 * Wikipedia or Wikidata, its name in the title or address.
 */
export function describePage(
  { position, hashes, commonness }: Draft,
  { inside }: Scene,
  entity: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  if (page.hasAbout && entity.names.some(({ key }) => page.isAbout(key))) seen.add('page.about');
  if (entity.urls.length > 0 && page.linksTo(entity.urls)) seen.add('page.link');
  // A headline's own words are in the title anyway.
  // "Nora Lumen" in the title says nothing for the company Lumen.
  const isOthers = hashes.length === 1 && bearerOf(hashes[0] as number, entity, page) === 'other';
  if (position === 'inside' && page.isInTitle(inside) && !isOthers) {
    seen.add(hashes.length === 1 && commonness !== Commonness.rare ? 'page.title.common' : 'page.title');
  }
  if (page.isInUrl(entity.name)) seen.add('page.url');
}
