import { release } from '../model/memory.ts';
import type { StagingArea } from './backend.ts';
import { hashId, PARTITION_COUNT, partitionOf } from './entity-order.ts';
import { GROUP_COUNT, groupOf } from './source-uses.ts';
import { WaitingBytes } from './waiting-bytes.ts';

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
  readonly #waiting = new WaitingBytes(SLOT_COUNT);
  readonly #decoder = new TextDecoder();

  constructor(openStaging: () => Promise<StagingArea>) {
    this.#openStaging = openStaging;
  }

  /** @returns a promise to wait for where memory is full; undefined where the line was simply kept. */
  add(slot: number, line: Line): Promise<void> | undefined {
    if (this.#waiting.add(slot, line)) return undefined;
    return this.#spill().then(() => {
      if (!this.#waiting.add(slot, line))
        throw new RangeError(`A line of ${line.length} characters is too long`);
    });
  }

  /** Hands out the lines of one slot in the order in which they were added; memory forgets them. */
  async *take(slot: number): AsyncGenerator<readonly string[]> {
    const latest = this.#waiting.take(slot);
    if (this.#staging) {
      const staging = await this.#staging;
      for await (const bytes of staging.read(slot)) yield this.#toLines(bytes);
    }
    if (latest.length > 0) yield this.#toLines(latest);
  }

  async delete(): Promise<void> {
    this.#waiting.clear();
    await (await this.#staging)?.delete();
  }

  async #spill(): Promise<void> {
    this.#staging ??= this.#openStaging();
    await (await this.#staging).write(this.#waiting.bySlot());
    this.#waiting.clear();
  }

  /** Each line is followed by a line feed, which JSON has none of. Takes the bytes, which are good for nothing then. */
  #toLines(bytes: Uint8Array<ArrayBuffer>): readonly string[] {
    const text = this.#decoder.decode(bytes.subarray(0, -1));
    release(bytes);
    return text.split('\n');
  }
}
