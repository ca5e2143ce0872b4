type Bytes = Uint8Array<ArrayBuffer>;

/** The first piece of a stream, and the stream with that piece still in it. */
export async function peek(stream: ReadableStream<Bytes>): Promise<[Bytes, ReadableStream<Bytes>]> {
  const reader = stream.getReader();
  const { value: head = new Uint8Array() } = await reader.read();
  let isFirst = true;
  const whole = new ReadableStream<Bytes>({
    async pull(controller) {
      if (isFirst) {
        isFirst = false;
        return controller.enqueue(head);
      }
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [head, whole];
}

export function isGzipped(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The beginning of the text in a file, gzip taken off. */
export async function expandHead(head: Bytes): Promise<Uint8Array> {
  if (!isGzipped(head)) return head;
  const reader = new Blob([head]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    const { value = new Uint8Array() } = await reader.read();
    return value;
  } catch {
    // Damaged: whoever reads on says so, and where.
    return new Uint8Array();
  } finally {
    // The rest of the piece is cut off in the middle, which is no news.
    reader.cancel().catch(() => {});
  }
}
