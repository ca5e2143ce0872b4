import type { NameParts } from './resident.ts';
import { markTerm, type WordMatch } from './word-match.ts';

/** How one word of a query meets the names of entities. */
export interface MarkedNames {
  /** For each entity, the closest of its names (lib/search/read/marks.ts). */
  readonly marks: Uint8Array;
  /** Those that are met, each once. */
  readonly entities: readonly number[];
}

export function markNames({ types, termStarts, termEntities }: NameParts, word: WordMatch): MarkedNames {
  const marks = new Uint8Array(types.length);
  const entities: number[] = [];
  const markRange = (low: number, high: number) => {
    for (let term = low; term < high; term++) {
      const end = termStarts[term + 1]!;
      let at = termStarts[term]!;
      if (at === end) continue;
      const mark = markTerm(word, term);
      for (; at < end; at++) {
        const entity = termEntities[at]!;
        const before = marks[entity]!;
        if (before === 0) entities.push(entity);
        if (mark > before) marks[entity] = mark;
      }
    }
  };
  markRange(word.begun.low, word.begun.high);
  for (const term of word.close?.keys() ?? []) {
    if (term < word.begun.low || term >= word.begun.high) markRange(term, term + 1);
  }
  return { marks, entities };
}
