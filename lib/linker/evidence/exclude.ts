import type { Draft } from '../draft.ts';
import type { KnownEntity } from '../known-entity.ts';

/**
 * Does the curator's list of other meanings hold here: does a phrase such as "Amazon rainforest" stand
 * across the mention, or a phrase without the alias, such as "rainforest", near it?
 */
export function isExcluded(draft: Draft, entity: KnownEntity): boolean {
  const { window, windowStart, hashes } = draft;
  const windowEnd = windowStart + hashes.length;
  const own = new Set(window.subarray(windowStart, windowEnd));
  return entity.exclude.some((phrase) => {
    const mustTouch = phrase.some((stem) => own.has(stem));
    for (let at = 0; at + phrase.length <= window.length; at++) {
      const touches = at < windowEnd && at + phrase.length > windowStart;
      if ((touches || !mustTouch) && phrase.every((stem, index) => window[at + index] === stem)) return true;
    }
    return false;
  });
}
