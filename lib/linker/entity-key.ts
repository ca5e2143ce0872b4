/** Entities of one pack that a key has room for. */
const ORDINALS = 2 ** 24;

/** A candidate's entity among all packs of a reading: which pack, and its ordinal there. */
export function entityKey(segment: number, ordinal: number): number {
  return segment * ORDINALS + ordinal;
}
export function segmentOfKey(key: number): number {
  return Math.floor(key / ORDINALS);
}
export function ordinalOfKey(key: number): number {
  return key % ORDINALS;
}
