import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';
import type { Scene } from '../scene.ts';

/** More overlap than this tells no more. */
const MOST = 2;

/**
 * How much of what is known about the entity the page speaks of: words of its description, facts and
 * other names, the rarer the more telling; the curator's context words count by themselves.
 */
export function describeContext(
  { inside, near }: Scene,
  entity: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  let overlap = 0;
  let close = 0;
  for (const [stem, weight] of entity.keywords) {
    if (page.stemOccurrences(stem) === 0 || inside.includes(stem)) continue;
    overlap += weight;
    if (near.includes(stem)) close += weight;
  }
  seen.add('context', Math.min(MOST, overlap));
  seen.add('context.near', Math.min(MOST, close));
  seen.add('context.share', overlap / (entity.keywordTotal + 1));
  let named = 0;
  for (const [stem, weight] of entity.nameWords) {
    if (page.stemOccurrences(stem) > 0 && !inside.includes(stem)) named += weight;
  }
  seen.add('context.name', Math.min(MOST, named));
  let curated = 0;
  let curatedNear = 0;
  for (const stem of entity.context) {
    if (inside.includes(stem)) continue;
    if (near.includes(stem)) curatedNear++;
    else if (page.stemOccurrences(stem) > 0) curated++;
  }
  seen.add('context.curator', Math.min(MOST, curated));
  seen.add('context.curator-near', Math.min(MOST, curatedNear));
}

/** Does the place in the sentence suit the entity's type? */
export function describeCues({ cues }: Draft, { kind, takesArticle }: KnownEntity, seen: Observations): void {
  // "президент России": what has no "of" puts the country right after the office.
  if (cues.title) seen.add('cue.title', kind === 'person' ? 1 : cues.joinsNames ? -1 : 0);
  if (cues.place) {
    seen.add('cue.place', kind === 'place' || kind === 'organization' ? 1 : kind === 'person' ? -1 : 0);
  }
  const isAgent = kind === 'person' || kind === 'organization';
  if (cues.verb) seen.add('cue.verb', isAgent ? 1 : kind === 'place' ? -1 : 0);
  if (cues.afterComma) seen.add('cue.after-comma', kind === 'place' ? 1 : -1);
  if (cues.beforeComma) seen.add('cue.before-comma', kind === 'place' ? 1 : -1);
  if (cues.article) seen.add('cue.article', kind === 'person' ? -1 : 0);
  if (takesArticle) {
    seen.add(`article.${cues.capitalArticle ? 'capital' : cues.article ? 'small' : 'missing'}`);
  }
}
