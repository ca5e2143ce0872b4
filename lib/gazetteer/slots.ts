/** Home slot of a hash in a table of `slotCount`; any count will do, so that memory has no steps. */
export function homeSlot(hash: number, slotCount: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1);
  return Math.floor(((mixed >>> 0) * slotCount) / 0x100000000);
}

/** Stored form of a hash: 0 stands for an empty slot. */
export function storedHash(hash: number): number {
  return hash === 0 ? 1 : hash | 0;
}
