import type { Source } from '../../model/fact-pack.ts';
import { keyOf, NOBODY, PART, SOURCE_NAMES_PER_BLOCK } from '../format.ts';
import { KeyTable, resolvePairs } from './key-table.ts';
import { NumberList } from './number-list.ts';
import type { PartWriter } from './part-writer.ts';
import { ranked, type SearchPart } from './term-parts.ts';

export interface SourceListOptions {
  readonly writer: PartWriter;
  /** Hands out the words of a text by the builder's own numbers. */
  readonly readTerms: (text: string, take: (term: number) => void) => void;
}

/**
 * Sources of a pack, by their names: titles and publishers, each text once however many sources have it. The
 * texts go out as they come; in memory stay some numbers a source.
 */
export class SourceList {
  readonly #writer: PartWriter;
  readonly #readTerms: SourceListOptions['readTerms'];
  readonly #keys = new NumberList(Float64Array);
  /** Pairs (title, publisher), as numbers of names. */
  readonly #names = new NumberList(Uint32Array);
  readonly #terms = new NumberList(Uint32Array);
  readonly #offsets = new NumberList(Uint32Array);
  readonly #known = new Map<number, number>();
  #lines: string[] = [];
  readonly #citingFacts = new NumberList(Uint32Array);
  readonly #citedKeys = new NumberList(Float64Array);

  constructor({ writer, readTerms }: SourceListOptions) {
    this.#writer = writer;
    this.#readTerms = readTerms;
  }

  get count(): number {
    return this.#keys.length;
  }

  /** @returns a promise to wait for where a batch is full; undefined where the source was simply kept. */
  add({ id, title, publisher }: Source): Promise<void> | undefined {
    this.#keys.push(keyOf(id));
    this.#names.push(this.#numberOf(title));
    this.#names.push(publisher === undefined ? NOBODY : this.#numberOf(publisher));
    return this.#lines.length >= SOURCE_NAMES_PER_BLOCK ? this.#writeBlocks() : undefined;
  }

  cite(fact: number, source: string): void {
    this.#citingFacts.push(fact);
    this.#citedKeys.push(keyOf(source));
  }

  /** Writes the texts that are left. */
  async flush(): Promise<void> {
    if (this.#lines.length > 0) await this.#writeBlocks();
    this.#known.clear();
  }

  *parts(rankOf: Uint32Array): Generator<SearchPart> {
    this.#offsets.push(this.#terms.length);
    const citations = resolvePairs(this.#citingFacts, this.#citedKeys, new KeyTable(this.#keys));
    const names = this.#names.take();
    yield [PART.sourceCitations, countCitations(citations, names, this.#offsets.length - 1)];
    yield [PART.sourceNames, names];
    yield [PART.sourceTerms, ranked(this.#terms.take(), rankOf)];
    yield [PART.sourceOffsets, this.#offsets.take()];
    yield [PART.factSources, citations];
  }

  #numberOf(name: string): number {
    const key = keyOf(name);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const number = this.#offsets.length;
    this.#known.set(key, number);
    this.#offsets.push(this.#terms.length);
    this.#readTerms(name, (term) => this.#terms.push(term));
    this.#lines.push(JSON.stringify(name));
    return number;
  }

  /** One block; a source that brings two names may leave one for the next. */
  #writeBlocks(): Promise<void> | undefined {
    const first = this.#offsets.length - this.#lines.length;
    const lines = this.#lines.splice(0, SOURCE_NAMES_PER_BLOCK);
    return this.#writer.add(PART.sourceNameBlock(first / SOURCE_NAMES_PER_BLOCK), lines.join('\n'));
  }
}

/** How often facts cite the sources of each name. */
function countCitations(
  citations: Uint32Array,
  names: Uint32Array,
  nameCount: number,
): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(nameCount);
  for (let at = 1; at < citations.length; at += 2) {
    const source = citations[at]!;
    if (source === NOBODY) continue;
    const [title, publisher] = [names[source * 2]!, names[source * 2 + 1]!];
    counts[title]!++;
    // Whoever publishes under their own name is one name, not two.
    if (publisher !== NOBODY && publisher !== title) counts[publisher]!++;
  }
  return counts;
}
