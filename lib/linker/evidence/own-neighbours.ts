import type { Draft } from '../draft.ts';
import { FEATURES, featureNumber, NEIGHBOURS, type Neighbour, type Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';

/**
 * Adds what was seen around the draft, as far as it holds for this entity: a neighbour that belongs to
 * the entity is no sign of another, longer name. "Nintendo" before "Switch" speaks for the console when it
 * is described as the Nintendo Switch. Where longer names are not made by putting names side by side, only
 * a person's is continued by the next one: "Владимир Кличко", but "президент США Барак Обама".
 */
export function addSurroundings(
  draft: Draft,
  { type, keywords, nameWords }: KnownEntity,
  seen: Observations,
): void {
  const { stems, first, hashes, cues } = draft;
  const isOwn = (at: number) => keywords.has(stems[at] ?? 0) || nameWords.has(stems[at] ?? 0);
  const after = first + hashes.length;
  const isOwnBefore = cues.hasBefore && isOwn(first - 1);
  // Michigan is described as a state, and yet "Michigan State" is another thing.
  const isOwnAfter = cues.hasAfter && (cues.genericAfter ? nameWords.has(stems[after] ?? 0) : isOwn(after));
  const isOtherAfter = !cues.joinsNames && type !== 'person';
  draft.seen.features.forEach((feature, at) => {
    if ((isOwnBefore && BEFORE.has(feature)) || (isOwnAfter && AFTER.has(feature))) return;
    if (isOtherAfter && NAME_AFTER.has(feature)) return;
    seen.features.push(feature);
    seen.values.push(draft.seen.values[at] as number);
  });
  if (isOwnBefore) seen.add('before.own');
  if (isOwnAfter) seen.add('after.own');
}

const BEFORE = featuresBeginning('before.');
const AFTER = featuresBeginning('after.');
const NAME_AFTER = new Set(NEIGHBOURS.flatMap((kind) => [...featuresBeginning(`after.${kind}.`)]));

function featuresBeginning(prefix: string): ReadonlySet<number> {
  return new Set([...FEATURES.keys()].filter((name) => name.startsWith(prefix)).map(featureNumber));
}

/** Neighbours of which a longer name may be made, as describeNeighbours names them; a title is another cue. */
function neighboursOn(side: 'before' | 'after'): ReadonlySet<number> {
  const kinds = ['given', 'common', 'rare', 'generic'] satisfies Neighbour[];
  return new Set(kinds.flatMap((kind) => [...featuresBeginning(`${side}.${kind}.`)]));
}
const NAMES_BEFORE = neighboursOn('before');
const NAMES_AFTER = neighboursOn('after');

/**
 * What a capitalised neighbour makes of a name depends on what it names: "Vestra School" is not Vestra, and
 * "Lumen Pro" is a Lumen. To be called once the surroundings are added.
 */
export function describeBeside({ kind }: KnownEntity, seen: Observations): void {
  const isAfterName = seen.features.some((feature) => NAMES_BEFORE.has(feature));
  const isBeforeName = seen.features.some((feature) => NAMES_AFTER.has(feature));
  if (isAfterName) seen.add(`beside.before.${kind}`);
  if (isBeforeName) seen.add(`beside.after.${kind}`);
}
