import type { StagingArea } from './backend.ts';
import { hashId, PARTITION_COUNT, partitionOf } from './entity-order.ts';
import { GROUP_COUNT, groupOf } from './source-uses.ts';

/** Text held in memory before it is set aside, in UTF-16 code units. A pack below this never touches the disk twice. */
const MAX_BUFFERED = 8_000_000;

/**
 * Where records wait. Entities, and facts about them, wait in the partition of the entity. Sources wait
 * in the order in which they came, until it is known who cites them; then they go either to the groups
 * of partitions that do, or, where too many do, among the shared ones.
 */
export const SLOTS = {
  ofPartition: (partition: number) => partition,
  citedIn: (group: number) => PARTITION_COUNT + group,
  sharedIn: (group: number) => PARTITION_COUNT + GROUP_COUNT + group,
  ofSharedSource: (id: string) => SLOTS.sharedIn(groupOf(partitionOf(hashId(id)))),
  incomingSources: PARTITION_COUNT + 2 * GROUP_COUNT,
} as const;
const SLOT_COUNT = PARTITION_COUNT + 2 * GROUP_COUNT + 1;

/** One record as it waits: its kind as the first character, then a source's JSON or what waiting-records.ts writes. */
export type Line = `${'s' | 'e' | 'f'}${string}`;

/**
 * Records of a pack on their way from the file's order to the order of entities: lines in slots, in
 * memory while they are few, set aside in the staging area beyond that.
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
  add(slot: number, line: Line): Promise<void> | undefined {
    this.#buffers[slot]!.push(line);
    this.#buffered += line.length;
    return this.#buffered > MAX_BUFFERED ? this.#spill() : undefined;
  }

  /** Hands out the lines of one slot in the order in which they were added; memory forgets them. */
  async *take(slot: number): AsyncGenerator<readonly string[]> {
    const latest = this.#buffers[slot]!;
    this.#buffers[slot] = [];
    for (const line of latest) this.#buffered -= line.length;
    if (this.#staging) {
      const staging = await this.#staging;
      for await (const text of staging.read(slot)) yield text.split('\n');
    }
    if (latest.length > 0) yield latest;
  }

  async delete(): Promise<void> {
    this.#buffers = createBuffers();
    this.#buffered = 0;
    await (await this.#staging)?.delete();
  }

  async #spill(): Promise<void> {
    const buffers = this.#buffers;
    this.#buffers = createBuffers();
    this.#buffered = 0;
    this.#staging ??= this.#openStaging();
    const texts = buffers.flatMap((lines, slot) =>
      // JSON has no bare line breaks, so they can part the records.
      lines.length > 0 ? [{ slot, text: lines.join('\n') }] : [],
    );
    await (await this.#staging).write(texts);
  }
}

function createBuffers(): string[][] {
  return Array.from({ length: SLOT_COUNT }, () => []);
}
