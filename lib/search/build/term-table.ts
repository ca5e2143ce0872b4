import { release } from '../../model/memory.ts';
import { hashUnits } from '../../text/hash.ts';

const CAPITAL_A = 65;
const CAPITAL_Z = 90;
const TO_SMALL = 32;
/** Code units made into a string at once: engines bound the arguments of a call. */
const PIECE_UNITS = 8_192;
/** Half as much room again: what is doubled is half for nothing, and a large pack has a million words. */
export const GROWTH = 1.5;

/** The distinct words of an index under numbers, in arrays: a quarter of a million strings in a Map cost tenfold. */
export class TermTable {
  count = 0;
  /** Code units of all words without a gap. */
  #units = new Uint16Array(1 << 14);
  /** Where each word ends; it begins where the one before it ends. */
  #ends = new Uint32Array(1 << 10);
  #hashes = new Int32Array(1 << 10);
  /** Open addressing; number + 1, or 0 where nothing is. */
  #slots = new Uint32Array(1 << 12);
  #sorted: Uint32Array<ArrayBuffer> | undefined;

  /** The number of the word in the first `length` units; a new one, counting from 0, if it is new. */
  add(units: Uint16Array, length: number): number {
    const hash = hashUnits(units, 0, length);
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry - 1] === hash && this.#isSame(entry - 1, units, length)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.count + 1;
    return this.#append(hash, units, length);
  }

  /**
   * The number of a word as it stands in a text, if the word is known and folds letter by letter: nearly
   * always, and then nothing is folded or copied.
   *
   * @param hash Of the folded word (lib/text/words.ts).
   */
  findPlain(hash: number, text: string, start: number, end: number): number | undefined {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry - 1] === hash && this.#isWritten(entry - 1, text, start, end)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    return undefined;
  }

  /** Every word, by its number. */
  texts(): string[] {
    const pieces: string[] = [];
    const length = this.#startOf(this.count);
    for (let at = 0; at < length; at += PIECE_UNITS) {
      const piece = this.#units.subarray(at, Math.min(at + PIECE_UNITS, length));
      pieces.push(String.fromCharCode.apply(undefined, piece as unknown as number[]));
    }
    const all = pieces.join('');
    return Array.from({ length: this.count }, (_, term) => all.slice(this.#startOf(term), this.#ends[term]));
  }

  /** Numbers in the order of the words' code units. */
  sorted(): Uint32Array<ArrayBuffer> {
    if (this.#sorted?.length === this.count) return this.#sorted;
    const texts = this.texts();
    this.#sorted = Uint32Array.from(texts.keys()).sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
    return this.#sorted;
  }

  #startOf(term: number): number {
    return term === 0 ? 0 : this.#ends[term - 1]!;
  }

  #isSame(term: number, units: Uint16Array, length: number): boolean {
    const start = this.#startOf(term);
    if (this.#ends[term]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.#units[start + at] !== units[at]) return false;
    return true;
  }

  #isWritten(term: number, text: string, start: number, end: number): boolean {
    const first = this.#startOf(term);
    if (this.#ends[term]! - first !== end - start) return false;
    for (let at = 0; start + at < end; at++) {
      const unit = text.charCodeAt(start + at);
      const small = unit >= CAPITAL_A && unit <= CAPITAL_Z ? unit + TO_SMALL : unit;
      if (this.#units[first + at] !== small) return false;
    }
    return true;
  }

  #append(hash: number, units: Uint16Array, length: number): number {
    const term = this.count++;
    const start = this.#startOf(term);
    if (term === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(term * GROWTH));
      this.#hashes = grown(this.#hashes, new Int32Array(term * GROWTH));
    }
    if (start + length > this.#units.length) {
      const most = Math.max(this.#units.length * GROWTH, start + length);
      this.#units = grown(this.#units, new Uint16Array(most));
    }
    for (let at = 0; at < length; at++) this.#units[start + at] = units[at]!;
    this.#ends[term] = start + length;
    this.#hashes[term] = hash;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return term;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let term = 0; term < this.count; term++) {
      let slot = spread(this.#hashes[term]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = term + 1;
    }
    release(this.#slots);
    this.#slots = slots;
  }
}

/** FNV's low bits depend on the last letters most; "1999" and "2999" must not crowd together. */
function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7;
}

/** `larger` with the content of `before`, whose memory is given back. */
export function grown<
  List extends
    | Uint8Array<ArrayBuffer>
    | Uint16Array<ArrayBuffer>
    | Uint32Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Float64Array<ArrayBuffer>,
>(before: List, larger: List): List {
  larger.set(before);
  release(before);
  return larger;
}
