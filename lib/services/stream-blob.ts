/** Bytes read at a time. The browsers' own streams of files hand out a few kilobytes a message. */
const SLICE_BYTES = 1024 * 1024;
/** Slices that are read before they are asked for. */
const SLICES_AHEAD = 2;

/** A file's bytes, read ahead in large pieces: two to three times as fast as `Blob.stream()`. */
export function streamBlob(blob: Blob): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (next >= blob.size) return controller.close();
        const slice = blob.slice(next, next + SLICE_BYTES);
        next += SLICE_BYTES;
        controller.enqueue(new Uint8Array(await slice.arrayBuffer()));
      },
    },
    { highWaterMark: SLICES_AHEAD },
  );
}
