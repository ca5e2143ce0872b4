/** A piece of a search index as it is kept: text, or numbers. */
export type SearchPart = string | ArrayBuffer;

/** The kept pieces of one index, each under a name (lib/search/format.ts). */
export interface SearchParts {
  /** In the order asked, in one transaction; undefined where there is none of that name. */
  read(names: readonly string[]): Promise<readonly (SearchPart | undefined)[]>;
}

/** Keeps parts of an index that is being built; what was written of a name before is replaced. */
export type WriteSearchParts = (parts: ReadonlyMap<string, SearchPart>) => Promise<void>;
