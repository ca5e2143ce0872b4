import type { Entity } from '../model/fact-pack.ts';
import { entityAliases } from '../model/fact-pack.ts';
import { hashId } from './entity-order.ts';

/** Most words kept for one entity (EntityProfile.keywords). */
export const MAX_KEYWORDS = 64;

/** Words as runs of letters and digits, in lower case; at least three characters, so that most function words fall out. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{2,}/gu;

export function splitWords(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

const TABLE_BITS = 17;

/**
 * How many texts of a pack contain a word, counted in a fixed table: words whose hashes fall together
 * share a count, which makes a rare word look commoner now and then, and costs 512 KB at any size of pack.
 */
export class WordCounts {
  readonly #counts = new Uint32Array(1 << TABLE_BITS);
  #texts = 0;

  add(words: readonly string[]): void {
    this.#texts++;
    for (const word of new Set(words)) this.#counts[slotOf(word)]!++;
  }

  /** Natural logarithm of how rare the word is, ≥ 0; 0 for a word that every text has. */
  rarity(word: string): number {
    return Math.log((this.#texts + 1) / (this.#counts[slotOf(word)]! + 1));
  }
}

function slotOf(word: string): number {
  return hashId(word) >>> (32 - TABLE_BITS);
}

/**
 * Words that tell an entity from others of its pack: how many of its texts have the word, times how
 * rare it is in the pack. The entity's own names are left out: a page that has them is not thereby
 * about this entity rather than its namesake.
 *
 * @param texts Words of the description and of each fact's statement.
 */
export function pickKeywords(
  entity: Entity,
  texts: readonly (readonly string[])[],
  counts: WordCounts,
): string[] {
  const own = new Set(entityAliases(entity).flatMap(({ text }) => splitWords(text)));
  const frequency = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text)) {
      if (!own.has(word)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    }
  }
  return [...frequency]
    .map(([word, count]) => ({ word, weight: count * counts.rarity(word) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_KEYWORDS)
    .map(({ word }) => word);
}
