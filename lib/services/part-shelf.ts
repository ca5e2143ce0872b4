/**
 * Where downloaded parts of a published pack lie until the pack is installed, so that a download which
 * broke off goes on where it was. What lies there is verified again when it is taken.
 */
export interface PartShelf {
  /** The file as it was fetched; undefined if it is not there. */
  take(packId: string, hash: string): Promise<Uint8Array | undefined>;
  put(packId: string, hash: string, file: Uint8Array): Promise<void>;
  /** Drops the parts of a pack that are not among `hashes`, and what nobody came back for in a week. */
  tidy(packId: string, hashes: ReadonlySet<string>): Promise<void>;
}
