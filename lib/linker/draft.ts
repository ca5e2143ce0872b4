import type { Casing } from '../gazetteer/alias-form.ts';
import type { Derivation } from '../gazetteer/derived-aliases.ts';
import type { AliasCase, AliasKind } from '../model/fact-pack.ts';
import type { Span } from '../model/mention.ts';
import type { Words } from '../text/words.ts';
import type { Commonness, CommonWords } from './common-words.ts';
import type { Observations, Position } from './features.ts';
import type { LanguageTraits } from './language-traits.ts';

/** An entity that a draft may mean, and the alias by which it was found. */
export interface DraftCandidate {
  /** The caller's number for an entity of one pack; see lib/services/reading.ts. */
  readonly key: number;
  readonly kind: AliasKind;
  readonly case: AliasCase;
  readonly casing: Casing;
  /** MatchFlag of lib/gazetteer/mentions.ts. */
  readonly match: number;
  /** The surface form is no listed name, but comes from one. */
  readonly isDerived: boolean;
  /** How it comes from one, where the name itself does not tell. */
  readonly derivation?: Derivation;
}

/**
 * A mention before anybody decided what it means: all that can be seen from the text around it. It
 * outlives the text, so that later parts of the page can change the decision.
 */
export interface Draft extends Span {
  readonly surface: string;
  /** Hashes of its words. */
  readonly hashes: readonly number[];
  readonly candidates: readonly DraftCandidate[];
  readonly position: Position;
  /** Least common word wins: a name of several words is as rare as its rarest. */
  readonly commonness: Commonness;
  /** What was seen around it, apart from candidates and the page. */
  readonly seen: Observations;
  /** Cues about the type of entity that fits here. */
  readonly cues: Cues;
  /** The hashes as one comparable value (known-entity.ts). */
  readonly key: number;
  /** Stems of all words of its block, which its drafts share; its own begin at `first`. */
  readonly stems: Int32Array;
  readonly first: number;
  /** Hashes of the words right before and after it, if these have a capital and only a space between. */
  readonly hashBefore: number | undefined;
  readonly hashAfter: number | undefined;
  /** Hash of the abbreviation that the text gives right after it: "Securities and Exchange Commission (SEC)". */
  readonly abbreviation: number | undefined;
}

export interface Cues {
  /** A word stands right before or after it, with a space between. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** The article before it has a capital though no sentence begins there: "told The Atlantic". */
  readonly capitalArticle: boolean;
  /** The word after it ends the names of organisations, works and places: "University". */
  readonly genericAfter: boolean;
  /** A comma and a capitalised word stand before, or after it: "Houston, Texas", "Java, Python". */
  readonly afterComma: boolean;
  readonly beforeComma: boolean;
  readonly title: boolean;
  readonly place: boolean;
  readonly verb: boolean;
  readonly agentVerb: boolean;
  /** The sentence speaks of a person by this name. */
  readonly personal: boolean;
  readonly indefinite: boolean;
  readonly possessive: boolean;
  readonly article: boolean;
  /** See LanguageTraits. */
  readonly joinsNames: boolean;
  readonly namesWithArticle: LanguageTraits['namesWithArticle'];
}

/** A match in word numbers, as the gazetteer or an established short form found it. */
export interface WordMatch {
  readonly first: number;
  readonly last: number;
  /** End offset in the text: past the last word where a dot or mark belongs to the alias. */
  readonly end: number;
  readonly candidates: readonly DraftCandidate[];
}

/** One block's words with what all its drafts need. */
export interface BlockWords {
  readonly text: string;
  readonly words: Words;
  readonly casings: Uint8Array;
  readonly common: CommonWords;
  readonly traits: LanguageTraits;
  /** Stem of each word (stem-hash.ts). */
  readonly stems: Int32Array;
  /** 1 for each word that is part of a match. */
  readonly covered: Uint8Array;
}
