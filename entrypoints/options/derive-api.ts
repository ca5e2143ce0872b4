import type { IndexedRecords } from '../../lib/search/build/index-building.ts';

/**
 * What the worker that derives search index and gazetteer does for the one that imports. Records come as
 * text, one a line: a text crosses between threads for next to nothing.
 */
export interface DeriveApi {
  /** To be called first. @param generationId A generation that is being staged. */
  open(generationId: string): Promise<void>;
  /** @param lines JSON of records of one kind. */
  index(kind: IndexedRecords['kind'], lines: string): Promise<void>;
  /** See `IndexBuilding.finish`. */
  finishIndex(): Promise<number>;
  /** @param lines JSON of entities, which follow those of the call before in ordinal order. */
  addNames(lines: string): Promise<void>;
  /** The gazetteer of all names, transferred. */
  compileNames(): Promise<ArrayBuffer>;
}
