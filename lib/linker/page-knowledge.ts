import type { PageContext } from '../model/page.ts';
import { readWords } from '../text/read-words.ts';
import { Gap, gapBefore, hasFlag, WordFlag, Words } from '../text/words.ts';
import type { BlockWords } from './draft.ts';
import { isGivenName } from './given-names.ts';
import { hashesOf } from './known-entity.ts';
import { nameKey } from './name-key.ts';
import { isSentenceStart } from './positions.ts';
import { stemHash } from './stem-hash.ts';
import { addFields, FIELD_COUNT } from './topics.ts';

/** Most distinct words that are kept for one page; a page with more is a dictionary. */
const MOST_WORDS = 65_536;

const scratch = new Words();
const NO_BEARERS: ReadonlySet<number> = new Set();

/** What the whole page says, as far as it was read: its words, how they are written, what it says of itself. */
export class PageKnowledge {
  /** Word hash → occurrences without a capital. */
  readonly #small = new Map<number, number>();
  /** Word hash → occurrences with a capital where it tells something. */
  readonly #capital = new Map<number, number>();
  /** Stem → occurrences. */
  readonly #stems = new Map<number, number>();
  /** Word hash → stems of the given names that stand before it: of whom "Altman" may be short. */
  readonly #bearers = new Map<number, Set<number>>();
  /** Pairs of neighbouring words with capitals → occurrences. */
  readonly #pairs = new Map<number, number>();
  /** Word hashes that stand as a given name before a surname. */
  readonly #called = new Set<number>();
  /** Words per field (topics.ts). */
  readonly fields = new Uint32Array(FIELD_COUNT);
  /** Keys (see nameKey) of what JSON-LD `about` and `mentions` name. */
  readonly #about = new Set<number>();
  readonly #links = new Set<string>();
  readonly #titleStems = new Set<number>();
  readonly #urlText: string;

  constructor(page?: PageContext) {
    for (const name of page?.about ?? []) {
      if (URL.canParse(name)) this.#links.add(comparableUrl(name));
      else this.#about.add(nameKey(hashesOf(name)));
    }
    for (const link of page?.links ?? []) this.#links.add(comparableUrl(link));
    if (page) this.#links.add(comparableUrl(page.url));
    this.#urlText = page ? page.url.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ') : '';
    if (page?.title) {
      readWords(page.title, scratch);
      for (let index = 0; index < scratch.count; index++) {
        const stem = stemHash(page.title, scratch, index);
        this.#titleStems.add(stem);
        this.#stems.set(stem, (this.#stems.get(stem) ?? 0) + 1);
        addFields(stem, this.fields);
        this.#addBearer(scratch, index, stem);
      }
    }
  }

  /** Notes a given name at `index` with what may be the surname after it. */
  #addBearer(words: Words, index: number, stem: number): void {
    const next = index + 1;
    if (next >= words.count || gapBefore(words, next) !== Gap.space) return;
    if (!hasFlag(words, next, WordFlag.capital) || !hasFlag(words, index, WordFlag.capital)) return;
    if (hasFlag(words, index, WordFlag.possessive | WordFlag.possessiveEnding)) return;
    const given = words.hash[index] as number;
    if (!isGivenName(given)) return;
    // "Robert B. Altman": an initial is no surname.
    const isInitial = (words.end[next] as number) - (words.start[next] as number) === 1;
    const surname = isInitial && next + 1 < words.count ? next + 1 : next;
    if (!hasFlag(words, surname, WordFlag.capital)) return;
    const hash = words.hash[surname] as number;
    const known = this.#bearers.get(hash);
    if (known) known.add(stem);
    else if (this.#bearers.size < MOST_WORDS) this.#bearers.set(hash, new Set([stem]));
    this.#called.add(given);
  }

  /** Notes the word at `index` with the one after it, if both have a capital. */
  #addPair(words: Words, index: number): void {
    const next = index + 1;
    if (!hasFlag(words, index, WordFlag.capital) || hasFlag(words, index, WordFlag.possessive)) return;
    if (next >= words.count || !hasFlag(words, next, WordFlag.capital)) return;
    if (gapBefore(words, next) !== Gap.space) return;
    increase(this.#pairs, pairOf(words.hash[index] as number, words.hash[next] as number));
  }

  /** Stems of the given names that the page puts before a word. */
  bearersOf(hash: number): ReadonlySet<number> {
    return this.#bearers.get(hash) ?? NO_BEARERS;
  }

  /** How often the page writes two words, both with a capital, one after the other. */
  pairOccurrences(first: number, second: number): number {
    return this.#pairs.get(pairOf(first, second)) ?? 0;
  }

  /** Does the page call somebody so, with a surname after it? */
  isCalled(hash: number): boolean {
    return this.#called.has(hash);
  }

  /** Takes in a block's words. To be called once a block. */
  add({ text, words, casings, stems }: BlockWords): void {
    for (let index = 0; index < words.count; index++) {
      if (hasFlag(words, index, WordFlag.possessiveEnding)) continue;
      const hash = words.hash[index] as number;
      const stem = stems[index] as number;
      increase(this.#stems, stem);
      addFields(stem, this.fields);
      if (hasFlag(words, index, WordFlag.caseless)) continue;
      if (casings[index] !== 2) this.#addBearer(words, index, stem);
      if (casings[index] === 0) this.#addPair(words, index);
      if (!hasFlag(words, index, WordFlag.capital)) increase(this.#small, hash);
      else if (casings[index] === 0 && !isSentenceStart(text, words, index)) increase(this.#capital, hash);
    }
  }

  smallOccurrences(hash: number): number {
    return this.#small.get(hash) ?? 0;
  }

  capitalOccurrences(hash: number): number {
    return this.#capital.get(hash) ?? 0;
  }

  stemOccurrences(stem: number): number {
    return this.#stems.get(stem) ?? 0;
  }

  /** Does the page say at all what it is about? */
  get hasAbout(): boolean {
    return this.#about.size > 0;
  }

  isAbout(key: number): boolean {
    return this.#about.has(key);
  }

  /** Does the page link to one of the URLs, or lie there itself? */
  linksTo(urls: readonly string[]): boolean {
    return this.#links.size > 0 && urls.some((url) => this.#links.has(comparableUrl(url)));
  }

  isInTitle(stems: readonly number[]): boolean {
    return stems.length > 0 && stems.every((stem) => this.#titleStems.has(stem));
  }

  /** Do the name's words stand in the page's address, one after the other? */
  isInUrl(name: string): boolean {
    if (this.#urlText === '') return false;
    const words = name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return words.length > 3 && ` ${this.#urlText} `.includes(` ${words} `);
  }
}

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 31) + second) | 0;
}

function increase(counts: Map<number, number>, key: number): void {
  const count = counts.get(key);
  if (count !== undefined) counts.set(key, count + 1);
  else if (counts.size < MOST_WORDS) counts.set(key, 1);
}

/** A URL without what does not matter: protocol, "www.", query, fragment, last slash, case of the host. */
function comparableUrl(url: string): string {
  return url
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^(?:www|m)\./i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}
