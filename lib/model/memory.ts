/**
 * Gives the memory of an array back at once. Engines count what lies outside their own heap loosely: a
 * large array that nobody holds any more may stay for as long as tens of megabytes of others do.
 * The array and all that shares its memory are empty afterwards.
 */
export function release({ buffer }: ArrayBufferView<ArrayBuffer>): void {
  buffer.transfer(0);
}
