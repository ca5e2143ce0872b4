import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';
import { FIELD_COUNT, fieldsOfTalk } from '../topics.ts';

/** Words at which a field counts for half of what it can. */
const HALF_ON_PAGE = 4;
const HALF_NEAR = 1;

/**
 * Does the page, and do the words around the mention, speak of the entity's field, or rather of another?
 */
export function describeTopic(
  draft: Draft,
  entity: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  if (entity.fields === 0) return;
  const onPage = weighFields(page.fields, entity.fields);
  seen.add('topic', onPage.own / (onPage.own + HALF_ON_PAGE));
  seen.add('topic.other', onPage.excess / (onPage.excess + HALF_ON_PAGE));
  const counts = new Uint32Array(FIELD_COUNT);
  const end = draft.windowStart + draft.hashes.length;
  draft.window.forEach((stem, at) => {
    if (at >= draft.windowStart && at < end) return;
    const bits = fieldsOfTalk(stem);
    for (let field = 0; bits >>> field > 0; field++) if ((bits >>> field) & 1) counts[field]!++;
  });
  const near = weighFields(counts, entity.fields);
  seen.add('topic.near', near.own / (near.own + HALF_NEAR));
  seen.add('topic.near-other', near.excess / (near.excess + HALF_NEAR));
}

/** Words of the entity's best field, and by how many another field exceeds it. */
function weighFields(counts: Uint32Array, fields: number): { own: number; excess: number } {
  let own = 0;
  let other = 0;
  counts.forEach((count, field) => {
    if ((fields >>> field) & 1) own = Math.max(own, count);
    else other = Math.max(other, count);
  });
  return { own, excess: Math.max(0, other - own) };
}
