import { expose, transfer } from 'comlink';
import { compileGazetteer } from '../../lib/gazetteer/compile.ts';
import type { Gazetteer } from '../../lib/gazetteer/gazetteer.ts';
import type { Entity } from '../../lib/model/fact-pack.ts';
import {
  buildIndexHere,
  type IndexBuilding,
  type IndexedRecords,
} from '../../lib/search/build/index-building.ts';
import { nextTask, toGazetteerEntry } from '../../lib/store/derived-work.ts';
import { openGenerationDatabase } from '../../lib/store/indexeddb/generation-database.ts';
import type { DeriveApi } from './derive-api.ts';

/**
 * Derives the search index and the gazetteer of one pack while another worker reads, stores and groups its
 * records, which takes the second core of the machine. Ends with the worker that started it.
 */

let building: IndexBuilding | undefined;
/** Batches are added one after the other, though nobody waits for each. */
let last: Promise<unknown> = Promise.resolve();

function takeTurn<T>(run: (building: IndexBuilding) => Promise<T>): Promise<T> {
  const result = last.then(() => {
    if (!building) throw new RangeError('No generation is open');
    return run(building);
  });
  last = result.catch(() => {});
  return result;
}

let names:
  | { readonly writer: WritableStreamDefaultWriter<string>; readonly gazetteer: Promise<Gazetteer> }
  | undefined;

function startCompiling() {
  const { readable, writable } = new TransformStream<string, string>();
  const entries = async function* () {
    let ordinal = 0;
    for await (const lines of readable) {
      for (const line of lines.split('\n')) yield toGazetteerEntry(ordinal++, JSON.parse(line) as Entity);
    }
  };
  const gazetteer = compileGazetteer(entries(), { rest: nextTask });
  // Whoever asks for it hears of a failure; until then nobody does.
  gazetteer.catch(() => {});
  return { writer: writable.getWriter(), gazetteer };
}

const api: DeriveApi = {
  open(generationId) {
    const opening = openGenerationDatabase(generationId).then((generation) => {
      building = buildIndexHere((parts) => generation.writeSearchParts(parts));
    });
    last = opening.catch(() => {});
    return opening;
  },

  index: (kind, lines) =>
    takeTurn((open) => {
      const jsons = lines.split('\n');
      const records: unknown[] = jsons.map((json) => JSON.parse(json));
      return open.add({ kind, records, jsons } as IndexedRecords);
    }),

  finishIndex: () =>
    takeTurn(async (open) => {
      const length = await open.finish();
      // Its tables are the better part of this worker's memory, and the gazetteer's are still to come.
      building = undefined;
      return length;
    }),

  addNames(lines) {
    names ??= startCompiling();
    return names.writer.write(lines);
  },

  async compileNames() {
    names ??= startCompiling();
    await names.writer.close();
    const { buffer } = await names.gazetteer;
    return transfer(buffer, [buffer]);
  },
};

expose(api);
