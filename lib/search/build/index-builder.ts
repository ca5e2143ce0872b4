import {
  ENTITY_TYPES,
  type Entity,
  entityAliases,
  FACT_STATUSES,
  type Fact,
  type Source,
} from '../../model/fact-pack.ts';
import { identityAddresses } from '../../model/identity.ts';
import { foldInto, MAX_FOLDED_LENGTH } from '../../text/fold-word.ts';
import { readWords } from '../../text/read-words.ts';
import { hasFlag, WordFlag, Words } from '../../text/words.ts';
import {
  DOCUMENTS_PER_BLOCK,
  type EntityLine,
  type FactLine,
  INDEX_VERSION,
  type IndexHead,
  keyOf,
  MAX_TERM,
  NOBODY,
  PART,
  packDate,
} from '../format.ts';
import type { WriteSearchParts } from '../parts.ts';
import { describeValue } from '../value-text.ts';
import { groupBySubject, groupByTerm } from './groups.ts';
import { KeyTable, resolvePairs } from './key-table.ts';
import { NumberList } from './number-list.ts';
import { PartWriter } from './part-writer.ts';
import { PostingsPool } from './postings-pool.ts';
import { type Segment, writeSegment } from './segment.ts';
import { SourceList } from './source-list.ts';
import { ranked, type SearchPart, termParts } from './term-parts.ts';
import { TermTable } from './term-table.ts';

/** Bytes of postings in memory before they become a segment; a pack of half a million facts has one or two. */
const MAX_POOL = 24_000_000;
/** Prominence of an entity whose pack does not say. */
const UNKNOWN_PROMINENCE = 0.3;
/** Code units of a description that a result shows at most. */
const MAX_DESCRIPTION = 160;

export interface IndexBuilderOptions {
  /** Bytes of postings that memory may hold. */
  readonly maxPool?: number;
}

/**
 * Builds the index of one pack from its records, in any order, while they stream by. What grows with the
 * pack and is not needed again goes out at once; in memory stay the words, some numbers a record, and at
 * most `maxPool` bytes of postings.
 */
export class SearchIndexBuilder {
  readonly #writer: PartWriter;
  readonly #maxPool: number;
  readonly #terms = new TermTable();
  readonly #pool = new PostingsPool();
  readonly #segments: Segment[] = [];
  readonly #words = new Words();
  readonly #units = new Uint16Array(MAX_FOLDED_LENGTH);

  readonly #nameTerms = new NumberList(Uint32Array);
  readonly #nameOffsets = new NumberList(Uint32Array);
  readonly #entityNames = new NumberList(Uint32Array);
  readonly #prominence = new NumberList(Uint8Array);
  readonly #types = new NumberList(Uint8Array);
  readonly #entityKeys = new NumberList(Float64Array);
  #entityLines: string[] = [];

  readonly #subjectKeys = new NumberList(Float64Array);
  readonly #dates = new NumberList(Uint32Array);
  readonly #statuses = new NumberList(Uint8Array);
  readonly #alsoFacts = new NumberList(Uint32Array);
  readonly #alsoKeys = new NumberList(Float64Array);
  #factLines: string[] = [];

  readonly #sources: SourceList;

  constructor(write: WriteSearchParts, { maxPool = MAX_POOL }: IndexBuilderOptions = {}) {
    this.#writer = new PartWriter(write);
    this.#maxPool = maxPool;
    this.#sources = new SourceList({
      writer: this.#writer,
      readTerms: (text, take) => this.#readTerms(text, take),
    });
  }

  /** UTF-16 code units and bytes of all parts so far. */
  get length(): number {
    return this.#writer.length;
  }

  /** @returns a promise to wait for where a batch is full; undefined where the source was simply kept. */
  addSource(source: Source): Promise<void> | undefined {
    return this.#sources.add(source);
  }

  /** @returns a promise to wait for where a batch is full; undefined where the entity was simply kept. */
  addEntity(entity: Entity): Promise<void> | undefined {
    const names = entityAliases(entity).map(({ text }) => text);
    const type = ENTITY_TYPES.indexOf(entity.type);
    this.#entityKeys.push(keyOf(entity.id));
    this.#entityNames.push(this.#nameOffsets.length);
    this.#prominence.push(Math.round((entity.prominence ?? UNKNOWN_PROMINENCE) * 255));
    this.#types.push(type);
    for (const name of names) {
      this.#nameOffsets.push(this.#nameTerms.length);
      this.#readTerms(name, (term) => this.#nameTerms.push(term));
    }
    const description = (entity.description ?? '').slice(0, MAX_DESCRIPTION);
    const line: EntityLine = [entity.id, type, names, description, identityAddresses(entity)];
    this.#entityLines.push(JSON.stringify(line));
    return this.#entityLines.length === DOCUMENTS_PER_BLOCK ? this.#writeEntityBlock() : undefined;
  }

  /** @returns a promise to wait for where a batch is full; undefined where the fact was simply kept. */
  addFact(fact: Fact): Promise<void> | undefined {
    const number = this.#subjectKeys.length;
    const [subject, ...others] = fact.about;
    this.#subjectKeys.push(keyOf(subject ?? ''));
    for (const other of others) {
      this.#alsoFacts.push(number);
      this.#alsoKeys.push(keyOf(other));
    }
    for (const { source } of fact.sources) this.#sources.cite(number, source);
    this.#dates.push(packDate(fact.asOf));
    this.#statuses.push(FACT_STATUSES.indexOf(fact.status));
    const { statement, property = '' } = fact;
    this.#readTerms(`${statement}\n${property}\n${describeValue(fact.value)}`, (term, start) =>
      this.#pool.add(term, number, start < statement.length),
    );
    const line: FactLine = [fact.id, fact.statement, fact.asOf ?? ''];
    this.#factLines.push(JSON.stringify(line));
    const isBlockFull = this.#factLines.length === DOCUMENTS_PER_BLOCK;
    if (this.#pool.size < this.#maxPool) return isBlockFull ? this.#writeFactBlock() : undefined;
    return this.#writeSegment();
  }

  /** Resolves when the index is written, as one that can be read. */
  async finish(): Promise<void> {
    if (this.#entityLines.length > 0) await this.#writeEntityBlock();
    if (this.#factLines.length > 0) await this.#writeFactBlock();
    await this.#sources.flush();
    if (this.#pool.size > 0) await this.#writeSegment();
    this.#pool.free();
    const order = this.#terms.sorted();
    const rankOf = new Uint32Array(order.length);
    for (let rank = 0; rank < order.length; rank++) rankOf[order[rank]!] = rank;
    await this.#addAll(termParts(this.#terms.texts(), order));
    const counts = {
      terms: order.length,
      entities: this.#entityKeys.length,
      facts: this.#subjectKeys.length,
      sources: this.#sources.count,
      segments: this.#segments.length,
    };
    await this.#addAll(this.#factParts());
    await this.#addAll(this.#entityParts(rankOf));
    await this.#addAll(this.#sources.parts(rankOf));
    for (const [number, { terms, offsets }] of this.#segments.entries()) {
      await this.#addAll([
        [PART.segmentTerms(number), ranked(terms, rankOf)],
        [PART.segmentOffsets(number), offsets],
      ]);
    }
    await this.#writer.flush();
    const head: IndexHead = { version: INDEX_VERSION, ...counts };
    void this.#writer.add(PART.head, JSON.stringify(head));
    await this.#writer.flush();
  }

  #readTerms(text: string, take: (term: number, start: number) => void): void {
    const words = readWords(text, this.#words);
    for (let word = 0; word < words.count; word++) {
      if (hasFlag(words, word, WordFlag.possessiveEnding)) continue;
      const start = words.start[word]!;
      const end = words.end[word]!;
      const known = this.#terms.findPlain(words.hash[word]!, text, start, end);
      if (known !== undefined) {
        take(known, start);
        continue;
      }
      const length = foldInto(text, start, end, this.#units);
      if (length > 0) take(this.#terms.add(this.#units, Math.min(length, MAX_TERM)), start);
    }
  }

  #writeEntityBlock(): Promise<void> | undefined {
    const block = Math.ceil(this.#entityKeys.length / DOCUMENTS_PER_BLOCK) - 1;
    const text = this.#entityLines.join('\n');
    this.#entityLines = [];
    return this.#writer.add(PART.entityBlock(block), text);
  }

  #writeFactBlock(): Promise<void> | undefined {
    const block = Math.ceil(this.#subjectKeys.length / DOCUMENTS_PER_BLOCK) - 1;
    const text = this.#factLines.join('\n');
    this.#factLines = [];
    return this.#writer.add(PART.factBlock(block), text);
  }

  async #writeSegment(): Promise<void> {
    if (this.#factLines.length === DOCUMENTS_PER_BLOCK) await this.#writeFactBlock();
    const number = this.#segments.length;
    this.#segments.push(
      await writeSegment(this.#terms.sorted(), this.#pool, (block, bytes) =>
        this.#writer.add(PART.postings(number, block), bytes),
      ),
    );
    this.#pool.clear();
  }

  async #addAll(parts: Iterable<SearchPart>): Promise<void> {
    for (const [name, part] of parts) {
      const full = this.#writer.add(name, typeof part === 'string' ? part : part.buffer);
      if (full) await full;
    }
  }

  *#entityParts(rankOf: Uint32Array): Generator<SearchPart> {
    this.#entityNames.push(this.#nameOffsets.length);
    this.#nameOffsets.push(this.#nameTerms.length);
    const nameTerms = ranked(this.#nameTerms.take(), rankOf);
    const nameOffsets = this.#nameOffsets.take();
    const entityNames = this.#entityNames.take();
    // Turned round here, where nobody waits: a page that has just opened would take longer than it takes to read.
    const byTerm = groupByTerm({ nameTerms, nameOffsets, entityNames }, rankOf.length);
    yield [PART.nameTerms, nameTerms];
    yield [PART.nameOffsets, nameOffsets];
    yield [PART.entityNames, entityNames];
    yield [PART.termStarts, byTerm.starts];
    yield [PART.termEntities, byTerm.members];
    yield [PART.entityProminence, this.#prominence.take()];
    yield [PART.entityTypes, this.#types.take()];
    yield [PART.entityKeys, this.#entityKeys.take()];
  }

  *#factParts(): Generator<SearchPart> {
    const entities = new KeyTable(this.#entityKeys);
    const subjects = Uint32Array.from(
      { length: this.#subjectKeys.length },
      (_, fact) => entities.find(this.#subjectKeys.at(fact)) ?? NOBODY,
    );
    const bySubject = groupBySubject(subjects, this.#entityKeys.length);
    yield [PART.factSubjects, subjects];
    yield [PART.factStarts, bySubject.starts];
    yield [PART.subjectFacts, bySubject.members];
    yield [PART.factDates, this.#dates.take()];
    yield [PART.factStatuses, this.#statuses.take()];
    yield [PART.alsoAbout, resolvePairs(this.#alsoFacts, this.#alsoKeys, entities)];
  }
}
