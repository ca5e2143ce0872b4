import { joinBytes, PackStreamError } from '../pack/bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The beginning of a stream, and the stream with it still in it.
 *
 * @param least Bytes of the beginning, unless the stream ends before.
 * @throws PackStreamError if the stream breaks off before.
 */
export async function peek(
  stream: ReadableStream<Bytes>,
  least = 1,
): Promise<[Bytes, ReadableStream<Bytes>]> {
  const reader = stream.getReader();
  const parts: Bytes[] = [];
  for (let length = 0; length < least; ) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new PackStreamError({ cause });
    });
    if (done) break;
    length += value.length;
    parts.push(value);
  }
  const head = parts.length === 1 ? parts[0]! : (joinBytes(parts) as Bytes);
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
