import type { Draft } from '../draft.ts';
import type { KnownEntity } from '../known-entity.ts';
import { NEAR } from '../scene.ts';

/**
 * Does the curator's list of other meanings hold here: does a phrase such as "Amazon rainforest" stand
 * across the mention, or a phrase without the alias, such as "rainforest", near it?
 */
export function isExcluded(draft: Draft, entity: KnownEntity): boolean {
  if (entity.exclude.length === 0) return false;
  const { stems, first, hashes } = draft;
  const end = first + hashes.length;
  const own = new Set(stems.subarray(first, end));
  const from = Math.max(0, first - NEAR);
  const to = Math.min(stems.length, end + NEAR);
  return entity.exclude.some((phrase) => {
    const mustTouch = phrase.some((stem) => own.has(stem));
    for (let at = from; at + phrase.length <= to; at++) {
      const touches = at < end && at + phrase.length > first;
      if ((touches || !mustTouch) && phrase.every((stem, index) => stems[at + index] === stem)) return true;
    }
    return false;
  });
}
