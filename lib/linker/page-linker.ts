import { NO_HASH } from '../gazetteer/endings.ts';
import { findMentions } from '../gazetteer/find-mentions.ts';
import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import { MatchFlag, Mentions } from '../gazetteer/mentions.ts';
import type { EntityProfile } from '../model/dossier.ts';
import type { PageContext } from '../model/page.ts';
import { mendLineEnds } from '../text/line-ends.ts';
import { readWords } from '../text/read-words.ts';
import { hasFlag, WordFlag, Words } from '../text/words.ts';
import { type CommonWords, commonWordsOf } from './common-words.ts';
import type { Grounds } from './decide.ts';
import type { Draft, WordMatch } from './draft.ts';
import { draftMentions, readBlockWords } from './draft-mentions.ts';
import { ESTABLISHED, type Established, establish } from './establish.ts';
import { gatherCompany } from './evidence/coherence.ts';
import { findPeers } from './evidence/peers.ts';
import { languageOfBlock } from './guess-language.ts';
import { KnownEntities } from './known-entities.ts';
import { PageKnowledge } from './page-knowledge.ts';
import { type ResolvedDraft, resolveDraft } from './resolve.ts';
import {
  abbreviationOf,
  findShortForms,
  type ShortForm,
  type ShortForms,
  shortFormsOf,
  withoutGenitive,
} from './short-forms.ts';
import { DEFINITE_ARTICLES } from './word-classes.ts';
import { matchesOf, mergeMatches } from './word-matches.ts';

interface Block {
  readonly text: string;
  readonly drafts: readonly Draft[];
  /** Hashes of capitalised words outside of drafts: where a short form could stand. */
  readonly loose: ReadonlySet<number>;
  /** The drafts with their entities, when so many keys were learnt. */
  resolved?: { readonly learntCount: number; readonly drafts: readonly ResolvedDraft[] };
}

/** Words by which a name may go on beyond one that hides it. */
const LONGEST_HIDDEN = 8;

const words = new Words();
const nameWords = new Words();
const mentions = new Mentions();
const nested = new Mentions();

/** What may be a BCP 47 tag; a page may as well say "{{lang}}", which tells nothing. */
const LANGUAGE_TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,6}$/i;

/**
 * One page as the linker reads it: block by block, in any order, each block kept so that what a later
 * one establishes can still change it. Pure and synchronous: it asks for the profiles that it misses
 * ({@link missingKeys}), and the caller brings them.
 */
export class PageLinker {
  readonly #gazetteers: readonly Gazetteer[];
  readonly #language: string;
  /** Language of the block read last, for short ones of a page that names none. */
  #spoken = '';
  readonly #common: CommonWords;
  readonly #page: PageKnowledge;
  readonly #blocks = new Map<number, Block>();
  readonly #missing = new Set<number>();
  readonly #entities = new KnownEntities();
  readonly #shortForms: ShortForms = new Map();
  /** Entities whose short forms are looked for. */
  readonly #shortened = new Set<string>();

  constructor(gazetteers: readonly Gazetteer[], page?: PageContext) {
    this.#gazetteers = gazetteers;
    this.#language = LANGUAGE_TAG.exec(page?.lang ?? '')?.[0] ?? '';
    this.#common = commonWordsOf(this.#language);
    this.#page = new PageKnowledge(page);
  }

  /** @returns how many drafts it has. */
  addBlock(id: number, text: string): number {
    const block = this.#draft(text, true);
    this.#blocks.set(id, block);
    return block.drafts.length;
  }

  /** Its words stay in the page's statistics: they were on the page. */
  forgetBlock(id: number): void {
    this.#blocks.delete(id);
  }

  /** Keys of entities whose profiles are needed before {@link settle}, each once. */
  missingKeys(): number[] {
    const keys = [...this.#missing];
    this.#missing.clear();
    return keys;
  }

  learn(key: number, profile: EntityProfile): void {
    this.#entities.learn(key, profile);
  }

  /**
   * Finds what the page establishes and looks for short forms of it in all blocks: the grounds on which
   * drafts are then decided. Costs time in proportion to the whole page.
   */
  settle(): Grounds {
    const drafts = this.#resolveAll();
    const established = establish(drafts);
    this.#lookForShortForms(established, drafts);
    return { page: this.#page, established, company: gatherCompany(established) };
  }

  get blockIds(): readonly number[] {
    return [...this.#blocks.keys()];
  }

  /** Drafts in all blocks. */
  get draftCount(): number {
    let count = 0;
    for (const { drafts } of this.#blocks.values()) count += drafts.length;
    return count;
  }

  /** Text of a block; empty if it is unknown. */
  textOf(id: number): string {
    return this.#blocks.get(id)?.text ?? '';
  }

  /** The drafts of a block, as far as their entities are known. */
  draftsOf(id: number): readonly ResolvedDraft[] {
    const block = this.#blocks.get(id);
    return block === undefined ? [] : this.#resolve(block);
  }

  /** Once per block and state of knowledge: settling asks, and so does who decides on the grounds of it. */
  #resolve(block: Block): readonly ResolvedDraft[] {
    const { learntCount } = this.#entities;
    if (block.resolved?.learntCount !== learntCount) {
      const drafts = block.drafts.flatMap((draft) => resolveDraft(draft, this.#entities) ?? []);
      block.resolved = { learntCount, drafts: findPeers(block.text, drafts) };
    }
    return block.resolved.drafts;
  }

  #resolveAll(): ResolvedDraft[] {
    return [...this.#blocks.values()].flatMap((block) => this.#resolve(block));
  }

  #lookForShortForms(established: Established, drafts: readonly ResolvedDraft[]): void {
    const added = new Set<number>();
    const add = (form: ShortForm) => {
      const first = form.hashes[0] as number;
      added.add(first);
      const forms = this.#shortForms.get(first);
      if (forms) forms.push(form);
      else this.#shortForms.set(first, [form]);
    };
    for (const { entity, strength } of established.values()) {
      if (strength < ESTABLISHED || this.#shortened.has(entity.id)) continue;
      this.#shortened.add(entity.id);
      const key = this.#entities.firstKeyOf(entity.id);
      if (key === undefined) continue;
      for (const form of shortFormsOf(entity, key, this.#common, (text) => readWords(text, nameWords))) {
        add(form);
      }
    }
    for (const { draft, options } of drafts) {
      if (draft.abbreviation === undefined) continue;
      for (const { entity, candidate } of options) {
        const abbreviation = `${entity.id} ${draft.abbreviation}`;
        if (candidate.isDerived || (established.get(entity.id)?.strength ?? 0) < ESTABLISHED) continue;
        if (this.#shortened.has(abbreviation)) continue;
        this.#shortened.add(abbreviation);
        const form = abbreviationOf(entity, candidate.key, draft.abbreviation);
        if (form) add(form);
      }
    }
    if (added.size === 0) return;
    for (const [id, block] of this.#blocks) {
      if (!block.loose.isDisjointFrom(added)) this.#blocks.set(id, this.#draft(block.text, false));
    }
  }

  /** @param isNew The block's words are to be added to the page's. */
  #draft(written: string, isNew: boolean): Block {
    const text = mendLineEnds(written, (reading) => {
      findMentions(this.#gazetteers, readWords(reading, words), reading, mentions);
      return Array.from({ length: mentions.count }, (_, index) => ({
        start: mentions.start[index] as number,
        end: mentions.end[index] as number,
      }));
    });
    const language = languageOfBlock(readWords(text, words), this.#language || this.#spoken);
    this.#spoken = language;
    const block = readBlockWords(text, words, commonWordsOf(language), language);
    if (isNew) this.#page.add(block);
    findMentions(this.#gazetteers, words, text, mentions, { language });
    const found = matchesOf(mentions);
    const listed: WordMatch[] = [];
    for (const match of found) {
      const before = listed.at(-1);
      // Hidden by a longer name that the one before it gave way to.
      if (before && before.last >= match.first) continue;
      listed.push(this.#settleBorders(text, match, language));
    }
    const matches = mergeMatches(
      words,
      listed,
      findShortForms(words, text, this.#shortForms, block.traits.hasEndings),
    );
    const drafts = draftMentions(block, matches);
    for (const { candidates } of drafts) {
      for (const { key } of candidates) if (!this.#entities.has(key)) this.#missing.add(key);
    }
    return { text: written, drafts, loose: capitalisedHashes(words, text, block.traits.hasEndings) };
  }

  #settleBorders(text: string, match: WordMatch, language: string): WordMatch {
    if (match.last === match.first) return match;
    const first = words.hash[match.first] as number;
    return DEFINITE_ARTICLES.has(first) ? this.#withoutArticle(text, match, language) : match;
  }

  /**
   * "the Moon" is the Moon: a small article is no part of a name, whatever the alias says. And "the
   * Pacific", though listed, is not what "the Pacific Ocean" names.
   */
  #withoutArticle(text: string, match: WordMatch, language: string): WordMatch {
    const first = match.first + 1;
    const { last } = match;
    const to = Math.min(words.count, last + 1 + LONGEST_HIDDEN);
    findMentions(this.#gazetteers, words, text, nested, { from: first, to, language });
    const [rest] = matchesOf(nested);
    const isNext = rest !== undefined && rest.first === first;
    if (isNext && rest.last > last) return rest;
    if (hasFlag(words, match.first, WordFlag.capital)) return match;
    const found = isNext && rest.last === last ? rest.candidates : [];
    const keys = new Set(found.map(({ key }) => key));
    const others = match.candidates
      .filter(({ key }) => !keys.has(key))
      .map((candidate) => ({ ...candidate, match: MatchFlag.exact }));
    return { first, last, end: match.end, candidates: [...found, ...others] };
  }
}

/**
 * Hash of every word with a capital or of a script without: a short form may also join, or replace, what
 * stands there already.
 */
function capitalisedHashes(words: Words, text: string, hasEndings: boolean): Set<number> {
  const hashes = new Set<number>();
  for (let index = 0; index < words.count; index++) {
    if (!hasFlag(words, index, WordFlag.capital | WordFlag.innerCaps | WordFlag.caseless)) continue;
    hashes.add(words.hash[index] as number);
    const stem = hasEndings ? withoutGenitive(words, text, index) : NO_HASH;
    if (stem !== NO_HASH) hashes.add(stem);
  }
  return hashes;
}
