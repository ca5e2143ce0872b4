import type { StagingArea } from './backend.ts';
import { PARTITION_COUNT } from './entity-order.ts';

/** Text held in memory before it is set aside, in UTF-16 code units. A pack below this never touches the disk twice. */
const MAX_BUFFERED = 8_000_000;

/** Sources wait in a part of their own, in the order in which they came, until it is known who cites them. */
export const SOURCES = PARTITION_COUNT;

/** One record as it waits: its kind as the first character, then its JSON. */
export type Line = `${'s' | 'e' | 'f'}${string}`;

/**
 * Records of a pack on their way from the file's order to the order of entities: lines under a
 * partition number, in memory while they are few, set aside in the staging area beyond that.
 */
export class Partitions {
  readonly #openStaging: () => Promise<StagingArea>;
  #staging: Promise<StagingArea> | undefined;
  #buffers: string[][] = createBuffers();
  #buffered = 0;

  constructor(openStaging: () => Promise<StagingArea>) {
    this.#openStaging = openStaging;
  }

  /** @returns a promise to wait for where memory is full; undefined where the line was simply kept. */
  add(partition: number, line: Line): Promise<void> | undefined {
    this.#buffers[partition]!.push(line);
    this.#buffered += line.length;
    return this.#buffered > MAX_BUFFERED ? this.#spill() : undefined;
  }

  /** Hands out the lines of one partition in the order in which they were added; memory forgets them. */
  async *take(partition: number): AsyncGenerator<readonly string[]> {
    const latest = this.#buffers[partition]!;
    this.#buffers[partition] = [];
    for (const line of latest) this.#buffered -= line.length;
    if (this.#staging) {
      const staging = await this.#staging;
      for await (const text of staging.read(partition)) yield text.split('\n');
    }
    if (latest.length > 0) yield latest;
  }

  async delete(): Promise<void> {
    this.#buffers = createBuffers();
    await (await this.#staging)?.delete();
  }

  async #spill(): Promise<void> {
    const buffers = this.#buffers;
    this.#buffers = createBuffers();
    this.#buffered = 0;
    this.#staging ??= this.#openStaging();
    const texts = buffers.flatMap((lines, partition) =>
      // JSON has no bare line breaks, so they can part the records.
      lines.length > 0 ? [{ partition, text: lines.join('\n') }] : [],
    );
    await (await this.#staging).write(texts);
  }
}

function createBuffers(): string[][] {
  return Array.from({ length: PARTITION_COUNT + 1 }, () => []);
}
