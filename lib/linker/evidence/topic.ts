import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';
import type { Scene } from '../scene.ts';

/** Words at which a field counts for half of what it can. */
const HALF_ON_PAGE = 4;
const HALF_NEAR = 1;

/**
 * Does the page, and do the words around the mention, speak of the entity's field, or rather of another?
 */
export function describeTopic(
  scene: Scene,
  { fields }: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  if (fields === 0) return;
  compare(page.fields, fields, HALF_ON_PAGE, 'topic', 'topic.other', seen);
  compare(scene.fields, fields, HALF_NEAR, 'topic.near', 'topic.near-other', seen);
}

/** Notes how many words the entity's best field has, and by how many another field exceeds it. */
function compare(
  counts: Uint32Array,
  fields: number,
  half: number,
  forIt: string,
  againstIt: string,
  seen: Observations,
): void {
  let own = 0;
  let other = 0;
  for (let field = 0; field < counts.length; field++) {
    const count = counts[field] as number;
    if ((fields >>> field) & 1) own = Math.max(own, count);
    else other = Math.max(other, count);
  }
  const excess = Math.max(0, other - own);
  seen.add(forIt, own / (own + half));
  seen.add(againstIt, excess / (excess + half));
}
