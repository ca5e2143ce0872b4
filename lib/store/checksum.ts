/** A 32-bit running sum over texts, to tell whether what was written is what can be read. Not for security. */
export class Checksum {
  #state = 0x811c9dc5;

  add(text: string): void {
    let state = this.#state;
    for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
    // The length sets two texts apart from their concatenation.
    this.#state = Math.imul(state ^ text.length, 0x85ebca6b);
  }

  get value(): number {
    return this.#state >>> 0;
  }
}
