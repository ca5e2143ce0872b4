import type { Draft } from '../draft.ts';
import type { EntityKind } from '../entity-kind.ts';
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
  const names = CUES[kind];
  // "президент России": what has no "of" puts the country right after the office.
  if (cues.title && (kind === 'person' || cues.joinsNames)) seen.add(names.title);
  if (cues.place) seen.add(names.place);
  if (cues.verb) seen.add(names.verb);
  if (cues.agentVerb) seen.add(names.agentVerb);
  if (cues.afterComma) seen.add(names.afterComma);
  if (cues.beforeComma) seen.add(names.beforeComma);
  if (cues.personal) seen.add(names.personal);
  const isUsual =
    cues.namesWithArticle === 'most' || (cues.namesWithArticle === 'places' && kind === 'place');
  if (cues.article && !isUsual) seen.add(names.article);
  if (cues.indefinite) seen.add(names.a);
  if (cues.possessive) seen.add(names.possessive);
  if (takesArticle) {
    seen.add(`article.${cues.capitalArticle ? 'capital' : cues.article ? 'small' : 'missing'}`);
  }
}

/** Names of the observations for each kind; made once, for every option of every draft asks. */
const cuesOf = (kind: EntityKind) => ({
  title: `cue.title.${kind}`,
  place: `cue.place.${kind}`,
  verb: `cue.verb.${kind}`,
  agentVerb: `cue.agent-verb.${kind}`,
  article: `cue.article.${kind}`,
  a: `cue.a.${kind}`,
  possessive: `cue.possessive.${kind}`,
  afterComma: `cue.after-comma.${kind}`,
  beforeComma: `cue.before-comma.${kind}`,
  personal: `cue.personal.${kind}`,
});
const CUES = {
  person: cuesOf('person'),
  place: cuesOf('place'),
  organization: cuesOf('organization'),
  thing: cuesOf('thing'),
  other: cuesOf('other'),
};
