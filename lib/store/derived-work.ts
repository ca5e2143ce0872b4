import type { GazetteerEntry } from '../gazetteer/builder.ts';
import { compileGazetteer } from '../gazetteer/compile.ts';
import { type Entity, entityAliases } from '../model/fact-pack.ts';
import { buildIndexHere, type IndexBuilding } from '../search/build/index-building.ts';
import type { WriteSearchParts } from '../search/parts.ts';

/** An entity whose names go into the gazetteer. */
export interface NamedEntity {
  readonly ordinal: number;
  readonly entity: Entity;
  /** Of the entity. */
  readonly json: string;
}

/** What a generation has beside its records, made while these are read and grouped: here or in another thread. */
export interface DerivedWork extends IndexBuilding {
  /**
   * Compiles the gazetteer.
   *
   * @param entities In ordinal order.
   * @throws the signal's reason when it is aborted.
   */
  compileNames(entities: AsyncIterable<NamedEntity>, signal?: AbortSignal): Promise<ArrayBuffer>;
}

/**
 * Starts the work for a generation that is being staged.
 *
 * @param write Writes parts of its index from this thread; from another, open the generation's database there.
 */
export type CreateDerivedWork = (generationId: string, write: WriteSearchParts) => DerivedWork;

/** Does it in this thread. */
export function deriveHere(write: WriteSearchParts): DerivedWork {
  return { ...buildIndexHere(write), compileNames: compileNamesHere };
}

async function compileNamesHere(
  entities: AsyncIterable<NamedEntity>,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const entries = async function* () {
    for await (const { ordinal, entity } of entities) yield toGazetteerEntry(ordinal, entity);
  };
  const { buffer } = await compileGazetteer(entries(), { rest: nextTask, ...(signal ? { signal } : {}) });
  return buffer;
}

export function toGazetteerEntry(ordinal: number, entity: Entity): GazetteerEntry {
  return { ordinal, aliases: entityAliases(entity), type: entity.type };
}

/** Lets other tasks come in between; a timer would wait four milliseconds. */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
