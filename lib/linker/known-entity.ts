import { type Derivation, derivedAliases } from '../gazetteer/derived-aliases.ts';
import type { EntityProfile } from '../model/dossier.ts';
import { type Entity, type EntityType, entityAliases } from '../model/fact-pack.ts';
import { readWords } from '../text/read-words.ts';
import { hasFlag, WordFlag, Words } from '../text/words.ts';
import { Commonness, type CommonWords, commonnessOf } from './common-words.ts';
import { type EntityKind, kindOf } from './entity-kind.ts';
import { nameKey } from './name-key.ts';
import { readStems, stemHash } from './stem-hash.ts';
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
  readonly mainKey: number;
  /** Key of a short name (see lib/gazetteer/derived-aliases.ts) → how it comes from a listed one. Made when first asked for. */
  readonly derivations: ReadonlyMap<number, Derivation>;
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
  readonly aliasCount: number;
  readonly related: ReadonlySet<string>;
  readonly urls: readonly string[];
}

export interface KnownName {
  readonly text: string;
  readonly hashes: readonly number[];
  readonly key: number;
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
  return hashesRead();
}

/** Hashes of the words read last. */
function hashesRead(): number[] {
  const hashes = new Array<number>(words.count);
  for (let index = 0; index < words.count; index++) hashes[index] = words.hash[index] as number;
  return hashes;
}

function stemsOf(text: string): number[] {
  readWords(text, words);
  return Array.from(readStems(text, words));
}

/** Notes the telling words of the text read last. */
function addKeywords(text: string, common: CommonWords, keywords: Map<number, number>): void {
  for (let index = 0; index < words.count; index++) {
    const weight = TELLING[commonnessOf(common, words.hash[index] as number)];
    const isLong = (words.end[index] as number) - (words.start[index] as number) > 2;
    if (weight > 0 && isLong) keywords.set(stemHash(text, words, index), weight);
  }
}

/** Does the text read last begin with an article that has a capital, and a name after it? */
function beginsWithArticle(): boolean {
  return (
    words.count > 1 &&
    hasFlag(words, 0, WordFlag.capital) &&
    hasFlag(words, 1, WordFlag.capital) &&
    DEFINITE_ARTICLES.has(words.hash[0] as number)
  );
}

/** Last words of short names: what a page most often calls an entity by, once it is clear which is meant. */
function tailsOf(names: readonly KnownName[]): [number, Derivation][] {
  return names
    .filter(({ hashes }) => hashes.length === 2 || hashes.length === 3)
    .map(({ hashes }) => [nameKey(hashes.slice(-1)), 'tail']);
}

function derivationsOf(
  entities: readonly Entity[],
  names: readonly KnownName[],
): ReadonlyMap<number, Derivation> {
  return new Map([
    ...tailsOf(names),
    ...entities
      .flatMap((entity) => derivedAliases(entity.type, entityAliases(entity)))
      .filter(({ kind }) => kind === 'derived')
      .map(({ text, derivation }): [number, Derivation] => [nameKey(hashesOf(text)), derivation]),
  ]);
}

/**
 * A page's names may mean thousands of entities, most of them namesakes: each text is read once, and what
 * few are asked for is made when it is.
 *
 * @param profiles Of the same entity, one per pack that has it, in the reader's order.
 * @param common English: descriptions are written in the pack's language, and English words tell there too.
 */
export function readProfile(profiles: readonly EntityProfile[], common: CommonWords): KnownEntity {
  const entities = profiles.map((profile) => profile.entity);
  const first = entities[0];
  if (!first) throw new RangeError('A known entity needs at least one profile');
  const names = new Map<number, KnownName>();
  const keywords = new Map<number, number>();
  const nameWords = new Map<number, number>();
  let takesArticle = false;
  let description: readonly number[] | undefined;
  let mainName: readonly number[] = [];
  for (const { entity, keywords: ofFacts } of profiles) {
    if (entity.description !== undefined) {
      readWords(entity.description, words);
      addKeywords(entity.description, common, keywords);
      takesArticle ||= beginsWithArticle();
      if (entity === first) description = hashesRead();
    }
    if (ofFacts.length > 0) {
      const text = ofFacts.join(' ');
      readWords(text, words);
      addKeywords(text, common, keywords);
    }
    for (const { text } of entityAliases(entity)) {
      readWords(text, words);
      addKeywords(text, common, nameWords);
      const hashes = hashesRead();
      if (text === entity.name) {
        takesArticle ||= beginsWithArticle();
        if (entity === first) mainName = hashes;
      }
      const key = nameKey(hashes);
      if (hashes.length > 0 && !names.has(key)) names.set(key, { text, hashes, key });
    }
  }
  const allNames = [...names.values()];
  let fields = 0;
  let keywordTotal = 0;
  for (const [stem, weight] of keywords) {
    fields |= fieldsOfKind(stem);
    keywordTotal += weight;
  }
  for (const stem of nameWords.keys()) fields |= fieldsOfKind(stem);
  let derivations: ReadonlyMap<number, Derivation> | undefined;
  return {
    id: first.id,
    name: first.name,
    type: first.type,
    kind: kindOf(first.type, description, allNames),
    names: allNames,
    mainKey: nameKey(mainName),
    get derivations() {
      derivations ??= derivationsOf(entities, allNames);
      return derivations;
    },
    keywords,
    nameWords,
    fields,
    takesArticle,
    keywordTotal,
    context: new Set(entities.flatMap((entity) => (entity.context ?? []).flatMap(stemsOf))),
    exclude: entities.flatMap((entity) => (entity.exclude ?? []).map(stemsOf)),
    prominence: entities.find((entity) => entity.prominence !== undefined)?.prominence,
    aliasCount: names.size - 1,
    related: new Set(profiles.flatMap((profile) => profile.related)),
    urls: entities.flatMap((entity) => entity.sameAs ?? []),
  };
}
