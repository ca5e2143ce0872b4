import type { FactStore, Generation } from '../../store/fact-store.ts';

/** Compares the file of a generation with bytes that come in pieces of any length. */
export class Comparison {
  /** Of the generation. */
  readonly id: string;
  readonly #generation: Generation;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #waiting: Uint8Array = new Uint8Array();
  #isSame = true;

  private constructor(id: string, generation: Generation, stream: ReadableStream<Uint8Array>) {
    this.id = id;
    this.#generation = generation;
    this.#reader = stream.getReader();
  }

  /** @returns undefined for a generation whose file has another length, or cannot be read: it is not the same. */
  static async open(store: FactStore, id: string, size: number): Promise<Comparison | undefined> {
    let generation: Generation | undefined;
    try {
      generation = await store.openGeneration(id);
      const stream = (await generation.originalSize()) === size ? await generation.originalFile() : undefined;
      if (stream) return new Comparison(id, generation, stream);
    } catch {
      // What is damaged is replaced by what the backup has.
    }
    generation?.close();
    return undefined;
  }

  /** What was compared so far is the same. */
  isSame(): boolean {
    return this.#isSame;
  }

  async compare(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; this.#isSame && rest.length > 0; ) {
      if (this.#waiting.length === 0 && !(await this.#read())) return;
      const length = Math.min(rest.length, this.#waiting.length);
      for (let i = 0; i < length; i++) this.#isSame &&= rest[i] === this.#waiting[i];
      rest = rest.subarray(length);
      this.#waiting = this.#waiting.subarray(length);
    }
  }

  close(): void {
    this.#reader.cancel().catch(() => {});
    this.#generation.close();
  }

  async #read(): Promise<boolean> {
    try {
      const { done, value } = await this.#reader.read();
      this.#isSame = !done;
      this.#waiting = value ?? new Uint8Array();
    } catch {
      this.#isSame = false;
    }
    return this.#isSame;
  }
}
