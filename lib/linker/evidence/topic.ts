import { Commonness } from '../common-words.ts';
import type { Draft } from '../draft.ts';
import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { PageKnowledge } from '../page-knowledge.ts';
import type { Scene } from '../scene.ts';

/** Words at which a field counts for half of what it can. */
const HALF_ON_PAGE = 4;
const HALF_NEAR = 1;

/** Of the two observations; made once, for every option of every draft asks. */
interface Names {
  readonly own: string;
  readonly other: string;
}
const namesOf = (where: string, group: string): Names => ({
  own: `topic.${where}.${group}.own`,
  other: `topic.${where}.${group}.other`,
});
const byGroup = (where: string) => ({
  place: namesOf(where, 'place'),
  common: namesOf(where, 'common'),
  plain: namesOf(where, 'plain'),
});
const ON_PAGE = byGroup('page');
const NEARBY = byGroup('near');

/**
 * Does the page, and do the words around the mention, speak of the entity's field, or rather of another?
 * Pages on any subject name places; a common word needs its subject most.
 */
export function describeTopic(
  scene: Scene,
  draft: Draft,
  { fields, kind }: KnownEntity,
  page: PageKnowledge,
  seen: Observations,
): void {
  if (fields === 0) return;
  const group = kind === 'place' ? 'place' : isCommonForm(draft) ? 'common' : 'plain';
  compare(page.fields, fields, HALF_ON_PAGE, ON_PAGE[group], seen);
  compare(scene.fields, fields, HALF_NEAR, NEARBY[group], seen);
}

/** Notes how many words the entity's best field has, and by how many another field exceeds it. */
function compare(counts: Uint32Array, fields: number, half: number, names: Names, seen: Observations): void {
  let own = 0;
  let other = 0;
  for (let field = 0; field < counts.length; field++) {
    const count = counts[field] as number;
    if ((fields >>> field) & 1) own = Math.max(own, count);
    else other = Math.max(other, count);
  }
  const excess = Math.max(0, other - own);
  seen.add(names.own, own / (own + half));
  seen.add(names.other, excess / (excess + half));
}

/** One word that the language also has as a common word. */
function isCommonForm({ hashes, commonness }: Draft): boolean {
  return hashes.length === 1 && commonness !== Commonness.rare;
}
