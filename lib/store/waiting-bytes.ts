import { release } from '../model/memory.ts';

const FIRST_BYTES = 256 * 1024;
/** Bytes held in memory. A pack below this never touches the disk twice. */
const MAX_BYTES = 6 * 1024 * 1024;
const FIRST_LINES = 1024;
/** A UTF-16 code unit takes at most so many bytes of UTF-8. */
const BYTES_PER_UNIT = 3;
const LINE_FEED = 0x0a;
/** UTF-16 code units that are encoded at once: a call of the encoder costs as much as a line does. */
const ENCODED_UNITS = 128 * 1024;
/** Slot of a line that was taken. */
const TAKEN = 0xffff;

/**
 * Lines that wait in slots, as bytes in one piece of memory: half a million strings that outlive the
 * reading of their batch would cost the garbage collector more than all else that an import does.
 */
export class WaitingBytes {
  readonly #slotCount: number;
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(FIRST_BYTES);
  #used = 0;
  /** Slot of each line, in the order added, and where it ends; it begins where the one before it ends. */
  #slots = new Uint16Array(FIRST_LINES);
  #ends = new Uint32Array(FIRST_LINES);
  #lines = 0;
  /** The latest lines, whose slots are known, but which are not encoded yet. */
  #fresh: string[] = [];
  #freshUnits = 0;
  /** Reused from call to call of `bySlot`. */
  #sorted = new Uint8Array();

  constructor(slotCount: number) {
    this.#slotCount = slotCount;
  }

  /** @returns false where memory is full and has to be cleared first. A line alone always finds room. */
  add(slot: number, line: string): boolean {
    const units = this.#freshUnits + line.length + 1;
    if (this.#lines > 0 && this.#used + units * BYTES_PER_UNIT > MAX_BYTES) return false;
    if (this.#lines === this.#slots.length) this.#growLines();
    this.#slots[this.#lines++] = slot;
    this.#fresh.push(line);
    this.#freshUnits = units;
    if (units > ENCODED_UNITS) this.#encode();
    return true;
  }

  /** Lines of one slot, each with its line feed; they are then forgotten. */
  take(slot: number): Uint8Array<ArrayBuffer> {
    this.#encode();
    let length = 0;
    for (let line = 0; line < this.#lines; line++) {
      if (this.#slots[line] === slot) length += this.#ends[line]! - this.#startOf(line);
    }
    const taken = new Uint8Array(length);
    if (length === 0) return taken;
    let at = 0;
    for (let line = 0; line < this.#lines; line++) {
      if (this.#slots[line] !== slot) continue;
      at = this.#copy(line, taken, at);
      this.#slots[line] = TAKEN;
    }
    return taken;
  }

  /** Lines of every slot that has some, in the order of slots. The bytes are good until the next call. */
  bySlot(): { readonly slot: number; readonly bytes: Uint8Array }[] {
    this.#encode();
    const ends = new Uint32Array(this.#slotCount + 1);
    for (let line = 0; line < this.#lines; line++) {
      const slot = this.#slots[line]!;
      if (slot !== TAKEN) ends[slot + 1]! += this.#ends[line]! - this.#startOf(line);
    }
    for (let slot = 1; slot <= this.#slotCount; slot++) ends[slot]! += ends[slot - 1]!;
    if (this.#sorted.length < this.#bytes.length) this.#sorted = new Uint8Array(this.#bytes.length);
    const sorted = this.#sorted;
    const at = ends.slice();
    for (let line = 0; line < this.#lines; line++) {
      const slot = this.#slots[line]!;
      if (slot !== TAKEN) at[slot] = this.#copy(line, sorted, at[slot]!);
    }
    return Array.from({ length: this.#slotCount }, (_, slot) => ({
      slot,
      bytes: sorted.subarray(ends[slot], ends[slot + 1]),
    })).filter(({ bytes }) => bytes.length > 0);
  }

  clear(): void {
    this.#used = 0;
    this.#lines = 0;
    this.#fresh = [];
    this.#freshUnits = 0;
  }

  #encode(): void {
    if (this.#fresh.length === 0) return;
    const most = this.#used + this.#freshUnits * BYTES_PER_UNIT;
    if (most > this.#bytes.length) this.#grow(most);
    this.#fresh.push('');
    const { written } = this.#encoder.encodeInto(this.#fresh.join('\n'), this.#bytes.subarray(this.#used));
    const first = this.#lines - this.#fresh.length + 1;
    for (let line = first, at = this.#used; line < this.#lines; line++) {
      at = this.#bytes.indexOf(LINE_FEED, at) + 1;
      this.#ends[line] = at;
    }
    this.#used += written;
    this.#fresh = [];
    this.#freshUnits = 0;
  }

  #startOf(line: number): number {
    return line === 0 ? 0 : this.#ends[line - 1]!;
  }

  /** @returns where the copy ends. */
  #copy(line: number, into: Uint8Array, at: number): number {
    const bytes = this.#bytes.subarray(this.#startOf(line), this.#ends[line]!);
    into.set(bytes, at);
    return at + bytes.length;
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, Math.min(this.#bytes.length * 2, MAX_BYTES)));
    grown.set(this.#bytes.subarray(0, this.#used));
    release(this.#bytes);
    this.#bytes = grown;
  }

  #growLines(): void {
    const slots = new Uint16Array(this.#slots.length * 2);
    const ends = new Uint32Array(this.#ends.length * 2);
    slots.set(this.#slots);
    ends.set(this.#ends);
    this.#slots = slots;
    this.#ends = ends;
  }
}
