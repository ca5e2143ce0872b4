import { release } from '../../model/memory.ts';
import { GROWTH, grown } from './term-table.ts';

/** Bytes of the first slice of a word; each next one is twice as long, up to the last. */
const FIRST_SLICE = 8;
const LAST_SLICE = 1024;
/** At the end of a slice: where the next one is. */
const LINK = 4;

/**
 * For each word, the facts that have it: numbers ascending, as differences in bytes of seven bits. All
 * words grow at once in one piece of memory, each in slices of its own that are linked, as in Lucene.
 */
export class PostingsPool {
  #bytes = new Uint8Array(1 << 16);
  #used = 0;
  #terms = 0;
  /** Of each word: the last fact + 1, or 0; its first slice; where it writes next; where its slice ends. */
  #last = new Uint32Array(1 << 10);
  #first = new Uint32Array(1 << 10);
  #at = new Uint32Array(1 << 10);
  #end = new Uint32Array(1 << 10);
  #slice = new Uint16Array(1 << 10);

  /** Bytes taken. */
  get size(): number {
    return this.#used;
  }

  has(term: number): boolean {
    return term < this.#terms && this.#last[term] !== 0;
  }

  /**
   * Facts must come in ascending order. Of a fact that has the word twice, the first time counts.
   *
   * @param isInStatement The word stands in the statement itself, not only in the property or the value.
   */
  add(term: number, fact: number, isInStatement: boolean): void {
    if (term >= this.#terms) this.#makeRoom(term);
    const last = this.#last[term]!;
    if (last === fact + 1) return;
    if (last === 0) this.#startSlices(term);
    this.#last[term] = fact + 1;
    let rest = (fact + 1 - last) * 2 + (isInStatement ? 0 : 1);
    while (rest > 0x7f) {
      this.#push(term, (rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.#push(term, rest);
  }

  /** The bytes of one word, a slice at a time; each is valid until the next call of anything. */
  *slicesOf(term: number): Generator<Uint8Array> {
    const stop = this.#at[term]!;
    for (let start = this.#first[term]!, size = FIRST_SLICE; ; size = Math.min(size * 2, LAST_SLICE)) {
      const end = start + size - LINK;
      if (stop >= start && stop <= end) {
        yield this.#bytes.subarray(start, stop);
        return;
      }
      yield this.#bytes.subarray(start, end);
      start = this.#readLink(end);
    }
  }

  /** Gives its memory back; nothing can be added any more. */
  free(): void {
    this.clear();
    for (const array of [this.#bytes, this.#last, this.#first, this.#at, this.#end, this.#slice])
      release(array);
  }

  /** Forgets everything. */
  clear(): void {
    this.#used = 0;
    this.#last.fill(0);
  }

  #startSlices(term: number): void {
    const start = this.#allocate(FIRST_SLICE);
    this.#first[term] = start;
    this.#at[term] = start;
    this.#end[term] = start + FIRST_SLICE - LINK;
    this.#slice[term] = FIRST_SLICE;
  }

  #push(term: number, byte: number): void {
    let at = this.#at[term]!;
    if (at === this.#end[term]) {
      const size = Math.min(this.#slice[term]! * 2, LAST_SLICE);
      const start = this.#allocate(size);
      this.#writeLink(at, start);
      this.#slice[term] = size;
      this.#end[term] = start + size - LINK;
      at = start;
    }
    this.#bytes[at] = byte;
    this.#at[term] = at + 1;
  }

  #allocate(size: number): number {
    const start = this.#used;
    this.#used += size;
    if (this.#used > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, new Uint8Array(this.#bytes.length * GROWTH));
    }
    return start;
  }

  #writeLink(at: number, target: number): void {
    for (let byte = 0; byte < LINK; byte++) this.#bytes[at + byte] = target >>> (8 * byte);
  }

  #readLink(at: number): number {
    let target = 0;
    for (let byte = 0; byte < LINK; byte++) target |= this.#bytes[at + byte]! << (8 * byte);
    return target >>> 0;
  }

  #makeRoom(term: number): void {
    this.#terms = term + 1;
    if (term < this.#last.length) return;
    const capacity = Math.max(term + 1, Math.floor(this.#last.length * GROWTH));
    this.#last = grown(this.#last, new Uint32Array(capacity));
    this.#first = grown(this.#first, new Uint32Array(capacity));
    this.#at = grown(this.#at, new Uint32Array(capacity));
    this.#end = grown(this.#end, new Uint32Array(capacity));
    this.#slice = grown(this.#slice, new Uint16Array(capacity));
  }
}
