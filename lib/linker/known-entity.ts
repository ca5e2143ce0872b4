import { type Derivation, derivedAliases } from '../gazetteer/derived-aliases.ts';
import type { EntityProfile } from '../model/dossier.ts';
import { type EntityType, entityAliases } from '../model/fact-pack.ts';
import { readWords } from '../text/read-words.ts';
import { hasFlag, WordFlag, Words } from '../text/words.ts';
import { Commonness, type CommonWords, commonnessOf } from './common-words.ts';
import { type EntityKind, kindOf } from './entity-kind.ts';
import { nameKey } from './name-key.ts';
import { stemHash } from './stem-hash.ts';
import { fieldsOfKind } from './topics.ts';
import { DEFINITE_ARTICLES } from './word-classes.ts';

/** A word that may describe an entity, and how telling it is, 0..1. */
export type Keywords = ReadonlyMap<number, number>;

/** What the linker keeps of an entity's profile: words as hashes, ready to be compared. */
export interface KnownEntity {
  readonly id: string;
  readonly name: string;
  readonly type: EntityType;
  /** Its type as far as grammar tells types apart; read from the description where the pack says none. */
  readonly kind: EntityKind;
  /** Names as word hashes, the main one first; see {@link nameKey}. */
  readonly names: readonly KnownName[];
  readonly mainKey: string;
  /** Key of a short name (see lib/gazetteer/derived-aliases.ts) → how it comes from a listed one. */
  readonly derivations: ReadonlyMap<string, Derivation>;
  /** The telling words of all its names. */
  readonly nameWords: Keywords;
  /** From description and facts. */
  readonly keywords: Keywords;
  /** Fields that its description speaks of, as bits (topics.ts). */
  readonly fields: number;
  /** One of its names or its description begins with an article: "The Atlantic", "Die Zeit". */
  readonly takesArticle: boolean;
  /** Sum of the keywords' weights. */
  readonly keywordTotal: number;
  /** The curator's context words. */
  readonly context: ReadonlySet<number>;
  /** The curator's exclude phrases. */
  readonly exclude: readonly (readonly number[])[];
  readonly prominence: number | undefined;
  readonly isDescribed: boolean;
  readonly aliasCount: number;
  readonly related: ReadonlySet<string>;
  readonly urls: readonly string[];
}

export interface KnownName {
  readonly text: string;
  readonly hashes: readonly number[];
  readonly key: string;
}

const words = new Words();

/** Rarer words tell more; function words nothing. Values by eye, confirmed by the fit leaving them at that. */
const TELLING: Readonly<Record<Commonness, number>> = {
  [Commonness.basic]: 0,
  [Commonness.frequent]: 0.4,
  [Commonness.usual]: 0.7,
  [Commonness.occasional]: 1,
  [Commonness.rare]: 1,
  [Commonness.calendar]: 0.2,
};

export function hashesOf(text: string): number[] {
  readWords(text, words);
  return Array.from(words.hash.subarray(0, words.count));
}

function stemsOf(text: string): number[] {
  readWords(text, words);
  const stems: number[] = [];
  for (let index = 0; index < words.count; index++) stems.push(stemHash(text, words, index));
  return stems;
}

/** Last words of short names: what a page most often calls an entity by, once it is clear which is meant. */
function tailsOf(names: readonly KnownName[]): [string, Derivation][] {
  return names
    .filter(({ hashes }) => hashes.length === 2 || hashes.length === 3)
    .map(({ hashes }) => [nameKey(hashes.slice(-1)), 'tail']);
}

function startsWithArticle(text: string): boolean {
  readWords(text.slice(0, LONGEST_ARTICLE), words);
  return (
    words.count > 1 &&
    hasFlag(words, 0, WordFlag.capital) &&
    DEFINITE_ARTICLES.has(words.hash[0] as number) &&
    hasFlag(words, 1, WordFlag.capital)
  );
}
const LONGEST_ARTICLE = 8;

/**
 * @param profiles Of the same entity, one per pack that has it, in the reader's order.
 * @param common English: descriptions are written in the pack's language, and English words tell there too.
 */
export function readProfile(profiles: readonly EntityProfile[], common: CommonWords): KnownEntity {
  const entities = profiles.map((profile) => profile.entity);
  const first = entities[0];
  if (!first) throw new RangeError('A known entity needs at least one profile');
  const names = new Map<string, KnownName>();
  for (const entity of entities) {
    for (const { text } of entityAliases(entity)) {
      const hashes = hashesOf(text);
      const key = nameKey(hashes);
      if (hashes.length > 0 && !names.has(key)) names.set(key, { text, hashes, key });
    }
  }
  const keywords = new Map<number, number>();
  const nameWords = new Map<number, number>();
  const addKeywords = (text: string, keywords: Map<number, number>) => {
    readWords(text, words);
    for (let index = 0; index < words.count; index++) {
      const weight = TELLING[commonnessOf(common, words.hash[index] as number)];
      const isLong = (words.end[index] as number) - (words.start[index] as number) > 2;
      if (weight > 0 && isLong) keywords.set(stemHash(text, words, index), weight);
    }
  };
  for (const profile of profiles) {
    addKeywords(profile.entity.description ?? '', keywords);
    addKeywords(profile.keywords.join(' '), keywords);
    for (const { text } of entityAliases(profile.entity)) addKeywords(text, nameWords);
  }
  return {
    id: first.id,
    name: first.name,
    type: first.type,
    kind: kindOf(first, hashesOf),
    names: [...names.values()],
    mainKey: nameKey(hashesOf(first.name)),
    derivations: new Map([
      ...tailsOf([...names.values()]),
      ...entities
        .flatMap((entity) => derivedAliases(entity.type, entityAliases(entity)))
        .filter(({ kind }) => kind === 'derived')
        .map(({ text, derivation }): [string, Derivation] => [nameKey(hashesOf(text)), derivation]),
    ]),
    keywords,
    nameWords,
    fields: [...keywords.keys(), ...nameWords.keys()].reduce((bits, stem) => bits | fieldsOfKind(stem), 0),
    takesArticle: entities.some(
      (entity) => startsWithArticle(entity.description ?? '') || startsWithArticle(entity.name),
    ),
    keywordTotal: [...keywords.values()].reduce((sum, weight) => sum + weight, 0),
    context: new Set(entities.flatMap((entity) => (entity.context ?? []).flatMap(stemsOf))),
    exclude: entities.flatMap((entity) => (entity.exclude ?? []).map(stemsOf)),
    prominence: entities.find((entity) => entity.prominence !== undefined)?.prominence,
    isDescribed: profiles.some(
      (profile) => profile.entity.description !== undefined || profile.keywords.length > 0,
    ),
    aliasCount: names.size - 1,
    related: new Set(profiles.flatMap((profile) => profile.related)),
    urls: entities.flatMap((entity) => entity.sameAs ?? []),
  };
}
