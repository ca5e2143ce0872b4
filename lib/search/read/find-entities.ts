import { Closeness } from '../match-terms.ts';
import type { Reading } from '../query.ts';
import { ENTITY_WEIGHTS, scoreIn, WHOLE_NAME_TIER } from '../weights.ts';
import { closenessOf, EXACT_MARK, type Mark, PREFIX_MARK, typosOf } from './marks.ts';
import type { NameParts } from './resident.ts';
import { type Ranked, TopHits } from './top-hits.ts';
import { isHopeless, markTerm, matchWord, type WordMatch } from './word-match.ts';

export interface EntitySearch {
  readonly limit: number;
  /** Per entity: false for those that a filter leaves out. */
  readonly isWanted: (entity: number) => boolean;
  readonly isOnPage: (entity: number) => boolean;
}

/** The best entities for the readings of a query; `detail` is the position of the name among the entity's. */
export function findEntities(names: NameParts, readings: readonly Reading[], search: EntitySearch): Ranked[] {
  const hits = new TopHits(search.limit);
  const matched = readings
    .map(({ words, mayHaveTypos, isOneWord }) => ({
      isOneWord,
      words: words.map((word) =>
        matchWord(names.dictionary, word, {
          minPrefix: 1,
          mayBeMeant: mayHaveTypos ? (term) => names.isInNames[term] === 1 : undefined,
        }),
      ),
    }))
    .filter(({ words }) => words.length > 0 && !words.some(isHopeless));
  const marks = matched.map(({ words }) => markEntities(names, words));
  const score = new NameScorer(names);
  for (let entity = 0; entity < names.types.length; entity++) {
    if (!search.isWanted(entity)) continue;
    let best = -1;
    let name = 0;
    for (let reading = 0; reading < matched.length; reading++) {
      if (marks[reading]![entity] === 0) continue;
      const { words, isOneWord } = matched[reading]!;
      const first = names.entityNames[entity]!;
      for (let at = first; at < names.entityNames[entity + 1]!; at++) {
        const fraction = score.scoreName(entity, at, words, isOneWord);
        if (fraction <= best) continue;
        best = fraction;
        name = at - first;
      }
      // A later reading is a guess, for those whom none before it meets.
      if (best >= 0) break;
    }
    if (best < 0) continue;
    const tier = Math.floor(best);
    hits.add(entity, scoreIn(tier, search.isOnPage(entity), best - tier), name);
  }
  return hits.best();
}

/** Every entity, the most prominent first: for a search by filters alone. */
export function listEntities({ types, prominence }: NameParts, search: EntitySearch): Ranked[] {
  const hits = new TopHits(search.limit);
  for (let entity = 0; entity < types.length; entity++) {
    if (!search.isWanted(entity)) continue;
    hits.add(entity, scoreIn(Closeness.exact, search.isOnPage(entity), prominence[entity]! / 256));
  }
  return hits.best();
}

/** 1 for entities among whose names each word is met, if not yet in one name. */
function markEntities({ nameTerms, nameOffsets, entityNames }: NameParts, words: readonly WordMatch[]) {
  const count = entityNames.length - 1;
  let all: Uint8Array | undefined;
  for (const word of words) {
    const met = new Uint8Array(count);
    const { low, high } = word.begun;
    const { close } = word;
    for (let entity = 0; entity < count; entity++) {
      if (all !== undefined && all[entity] === 0) continue;
      const end = nameOffsets[entityNames[entity + 1]!]!;
      for (let at = nameOffsets[entityNames[entity]!]!; at < end; at++) {
        const term = nameTerms[at]!;
        if ((term < low || term >= high) && !close?.has(term)) continue;
        met[entity] = 1;
        break;
      }
    }
    all = met;
  }
  return all ?? new Uint8Array(count);
}

/** How well words meet names. Keeps its tables from name to name. */
class NameScorer {
  readonly #names: NameParts;
  /** Letters of each word of the name that the query covers. */
  readonly #covered = new Uint16Array(512);

  constructor(names: NameParts) {
    this.#names = names;
  }

  /** Tier and fraction; -1 if the name does not have all words. */
  scoreName(entity: number, name: number, words: readonly WordMatch[], isOneWord: boolean): number {
    const { nameTerms, nameOffsets, entityNames, prominence, dictionary } = this.#names;
    const start = nameOffsets[name]!;
    const end = Math.min(nameOffsets[name + 1]!, start + this.#covered.length);
    this.#covered.fill(0, 0, end - start);
    const found = isOneWord ? this.#meetSideBySide(start, end, words) : this.#meetAll(start, end, words);
    if (found === undefined) return -1;
    let total = 0;
    let covered = 0;
    for (let at = start; at < end; at++) {
      const length = dictionary.lengthOf(nameTerms[at]!);
      total += length;
      covered += Math.min(length, this.#covered[at - start]!);
    }
    const coverage = total === 0 ? 0 : covered / total;
    const isWhole = coverage === 1 && found.closeness === Closeness.exact;
    const weights = ENTITY_WEIGHTS;
    const fraction =
      (weights.prominence * prominence[entity]!) / 255 +
      weights.coverage * coverage +
      weights.atStart * (this.#covered[0]! > 0 ? 1 : 0) +
      weights.mainName * (name === entityNames[entity] ? 1 : 0) +
      weights.fewTypos / (1 + found.typos);
    return (isWhole ? WHOLE_NAME_TIER : found.closeness) + fraction;
  }

  #meetAll(start: number, end: number, words: readonly WordMatch[]): Met | undefined {
    const { nameTerms, dictionary } = this.#names;
    let closeness: Closeness = Closeness.exact;
    let typos = 0;
    for (const word of words) {
      let best: Mark = 0;
      let position = 0;
      for (let at = start; at < end; at++) {
        const mark = markTerm(word, nameTerms[at]!);
        if (mark <= best) continue;
        best = mark;
        position = at;
        if (mark === EXACT_MARK) break;
      }
      if (best === 0) return undefined;
      const term = nameTerms[position]!;
      const length =
        best === EXACT_MARK
          ? dictionary.lengthOf(term)
          : best === PREFIX_MARK
            ? word.word.length
            : word.close!.get(term)!.length;
      const slot = position - start;
      this.#covered[slot] = Math.max(this.#covered[slot]!, length);
      typos += typosOf(best);
      if (closenessOf(best) < closeness) closeness = closenessOf(best);
    }
    return { closeness, typos };
  }

  /** Each word but the last as it is, the last perhaps unfinished. */
  #meetSideBySide(start: number, end: number, words: readonly WordMatch[]): Met | undefined {
    const { nameTerms, dictionary } = this.#names;
    for (let from = start; from + words.length <= end; from++) {
      const marks = words.map((word, at) => markTerm(word, nameTerms[from + at]!));
      const last = marks.at(-1)!;
      if (last === 0 || marks.slice(0, -1).some((mark) => mark !== EXACT_MARK)) continue;
      for (const [at, { word }] of words.entries()) this.#covered[from - start + at] = word.length;
      if (last === EXACT_MARK) {
        this.#covered[from - start + words.length - 1] = dictionary.lengthOf(
          nameTerms[from + words.length - 1]!,
        );
      }
      return { closeness: closenessOf(last), typos: 0 };
    }
    return undefined;
  }
}

interface Met {
  readonly closeness: Closeness;
  readonly typos: number;
}

/** Most parts of one word, and most ways to part it, that are tried. */
const MAX_PARTS = 3;
const MAX_WAYS = 4;

/** A word as several that stand side by side in names: "deepmind" for "Deep Mind". */
export function partWord({ dictionary, isInNames }: NameParts, word: string): Reading[] {
  const ways: string[][] = [];
  const isBegun = (part: string) => {
    const { low, high } = dictionary.findBeginning(part);
    for (let term = low; term < high; term++) if (isInNames[term] === 1) return true;
    return false;
  };
  const walk = (before: readonly string[], rest: string): void => {
    for (let cut = 2; cut < rest.length && ways.length < MAX_WAYS; cut++) {
      const term = dictionary.find(rest.slice(0, cut));
      if (term === undefined || isInNames[term] === 0) continue;
      const parts = [...before, rest.slice(0, cut)];
      const after = rest.slice(cut);
      if (after.length >= 2 && isBegun(after)) ways.push([...parts, after]);
      if (parts.length < MAX_PARTS - 1) walk(parts, after);
    }
  };
  walk([], word);
  return ways.slice(0, MAX_WAYS).map((words) => ({ words, mayHaveTypos: false, isOneWord: true }));
}
