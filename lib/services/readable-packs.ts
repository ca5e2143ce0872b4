/**
 * What can be read of several packs. A pack that cannot be read, because its database is damaged or gone, must
 * not take the others down with it.
 *
 * @param readings One a pack.
 * @throws what the first one failed with, if none can be read.
 */
export async function keepReadable<T>(readings: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(readings);
  const read = settled.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed && read.length === 0) throw failed.reason;
  return read;
}
