import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';

/** More overlap than this tells no more. */
const MOST = 2;

/**
 * How much of what is known about the entity the page speaks of: words of its description, facts and
 * longer names, the rarer the more telling; the curator's context words count by themselves.
 */
export function describeContext(
  draft: Draft,
  entity: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  const { window, windowStart, hashes } = draft;
  const windowEnd = windowStart + hashes.length;
  const inside = window.subarray(windowStart, windowEnd);
  // The words right beside it may be a longer name's, which is other evidence.
  const before = window.subarray(0, Math.max(0, windowStart - 1));
  const after = window.subarray(windowEnd + 1);
  let overlap = 0;
  let near = 0;
  for (const [stem, weight] of entity.keywords) {
    const own = count(inside, stem);
    if (own > 0) continue;
    if (page.stemOccurrences(stem) > 0) overlap += weight;
    if (count(before, stem) + count(after, stem) > 0) near += weight;
  }
  seen.add('context', Math.min(MOST, overlap));
  seen.add('context.near', Math.min(MOST, near));
  seen.add('context.share', overlap / (entity.keywordTotal + 1));
  let named = 0;
  for (const [stem, weight] of entity.nameWords) {
    if (count(inside, stem) === 0 && page.stemOccurrences(stem) > 0) named += weight;
  }
  seen.add('context.name', Math.min(MOST, named));
  let curated = 0;
  let curatedNear = 0;
  for (const stem of entity.context) {
    if (count(before, stem) + count(after, stem) > 0) curatedNear++;
    else if (page.stemOccurrences(stem) > count(inside, stem)) curated++;
  }
  seen.add('context.curator', Math.min(MOST, curated));
  seen.add('context.curator-near', Math.min(MOST, curatedNear));
}

function count(stems: Int32Array, stem: number): number {
  let found = 0;
  for (const other of stems) if (other === stem) found++;
  return found;
}

/** Does the place in the sentence suit the entity's type? */
export function describeCues(draft: Draft, entity: KnownEntity, seen: Observations): void {
  const { type } = entity;
  const isAgent = type === 'person' || type === 'organization';
  if (draft.cues.title) seen.add('cue.title', type === 'person' ? 1 : -1);
  if (draft.cues.place) {
    seen.add('cue.place', type === 'place' || type === 'organization' ? 1 : type === 'person' ? -1 : 0);
  }
  if (draft.cues.verb) seen.add('cue.verb', isAgent ? 1 : type === 'place' ? -1 : 0);
  if (draft.cues.article) seen.add('cue.article', type === 'person' ? -1 : 0);
  if (entity.takesArticle) {
    seen.add(`article.${draft.cues.capitalArticle ? 'capital' : draft.cues.article ? 'small' : 'missing'}`);
  }
}
