import { Closeness } from '../match-terms.ts';
import type { Reading } from '../query.ts';
import { ENTITY_WEIGHTS, scoreIn, WHOLE_NAME_TIER } from '../weights.ts';
import { markNames } from './mark-names.ts';
import { closenessOf, EXACT_MARK, type Mark, PREFIX_MARK, typosOf } from './marks.ts';
import { isInNames, type NameParts } from './resident.ts';
import { type Ranked, TopHits } from './top-hits.ts';
import { isHopeless, markTerm, matchWord, type WordMatch } from './word-match.ts';

export interface EntitySearch {
  readonly limit: number;
  /** Per entity: false for those that a filter leaves out. */
  readonly isWanted: (entity: number) => boolean;
  readonly isOnPage: (entity: number) => boolean;
}

/**
 * The best entities for the readings of a query; `detail` is the position of the name among the entity's.
 *
 * @param maxTypos Most typos that are forgiven in a word.
 */
export function findEntities(
  names: NameParts,
  readings: readonly Reading[],
  maxTypos: number,
  search: EntitySearch,
): Ranked[] {
  const hits = new TopHits(search.limit);
  const score = new NameScorer(names);
  const isKnown = (term: number) => isInNames(names, term);
  const isTaken = new Uint8Array(names.types.length);
  for (const { words, mayHaveTypos, isOneWord } of readings) {
    const matches = words.map((word) =>
      matchWord(names.dictionary, word, {
        minPrefix: 1,
        maxTypos: mayHaveTypos ? maxTypos : 0,
        mayBeMeant: isKnown,
      }),
    );
    if (matches.length === 0 || matches.some(isHopeless)) continue;
    const marked = matches.map((match) => markNames(names, match));
    const [fewest, ...others] = marked.toSorted((a, b) => a.entities.length - b.entities.length);
    for (const entity of fewest!.entities) {
      // A later reading is a guess, for those whom none before it meets.
      if (isTaken[entity] === 1 || !search.isWanted(entity)) continue;
      if (others.some(({ marks }) => marks[entity] === 0)) continue;
      // One letter begins thousands of names: whoever cannot get in is not looked at closely.
      if (words.length === 1 && !isOneWord) {
        const bound = score.boundOf(entity, fewest!.marks[entity]!);
        if (scoreIn(Math.floor(bound), search.isOnPage(entity), bound % 1) < hits.least) {
          isTaken[entity] = 1;
          continue;
        }
      }
      const best = score.scoreEntity(entity, matches, isOneWord);
      if (best < 0) continue;
      isTaken[entity] = 1;
      const tier = Math.floor(best);
      hits.add(entity, scoreIn(tier, search.isOnPage(entity), best - tier), score.bestName);
    }
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

/** How well words meet names. Keeps its tables from name to name. */
class NameScorer {
  readonly #names: NameParts;
  /** Which of its names an entity's score is for. */
  bestName = 0;
  /** Letters of each word of the name that the query covers. */
  readonly #covered = new Uint16Array(512);

  constructor(names: NameParts) {
    this.#names = names;
  }

  /** Tier and fraction that an entity reaches at best where one word has this mark, as its closest, in its names. */
  boundOf(entity: number, mark: Mark): number {
    const { prominence, coverage, atStart, mainName, fewTypos } = ENTITY_WEIGHTS;
    const most = coverage + atStart + mainName + fewTypos / (1 + typosOf(mark));
    const tier = mark === EXACT_MARK ? WHOLE_NAME_TIER : closenessOf(mark);
    return tier + (prominence * this.#names.prominence[entity]!) / 255 + most;
  }

  /** Tier and fraction of the best name; -1 if none has all words. */
  scoreEntity(entity: number, words: readonly WordMatch[], isOneWord: boolean): number {
    const { entityNames } = this.#names;
    const first = entityNames[entity]!;
    let best = -1;
    for (let name = first; name < entityNames[entity + 1]!; name++) {
      const score = this.#scoreName(entity, name, words, isOneWord);
      if (score <= best) continue;
      best = score;
      this.bestName = name - first;
    }
    return best;
  }

  #scoreName(entity: number, name: number, words: readonly WordMatch[], isOneWord: boolean): number {
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
export function partWord(names: NameParts, word: string): Reading[] {
  const { dictionary, termStarts } = names;
  const ways: string[][] = [];
  const isBegun = (part: string) => {
    const { low, high } = dictionary.findBeginning(part);
    return termStarts[low]! < termStarts[high]!;
  };
  const walk = (before: readonly string[], rest: string): void => {
    for (let cut = 2; cut < rest.length && ways.length < MAX_WAYS; cut++) {
      const term = dictionary.find(rest.slice(0, cut));
      if (term === undefined || !isInNames(names, term)) continue;
      const parts = [...before, rest.slice(0, cut)];
      const after = rest.slice(cut);
      if (after.length >= 2 && isBegun(after)) ways.push([...parts, after]);
      if (parts.length < MAX_PARTS - 1) walk(parts, after);
    }
  };
  walk([], word);
  return ways.slice(0, MAX_WAYS).map((words) => ({ words, mayHaveTypos: false, isOneWord: true }));
}
