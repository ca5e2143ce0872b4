import { detectFraming } from '../pack/framing.ts';
import type { Generation } from '../store/fact-store.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ExportedPack {
  /** E.g. "harbours-1.2.0.jsonl.gz"; safe in any file system. */
  readonly fileName: string;
  /** The very bytes that were imported. */
  readonly stream: ReadableStream<Bytes>;
}

/**
 * The file of a generation, named after what is in it. A signature that it carries still verifies, and
 * importing it again gives the same generation.
 *
 * @returns undefined for a generation that was not made from a file.
 * @throws StoreError if the generation is gone.
 */
export async function exportPack(generation: Generation): Promise<ExportedPack | undefined> {
  const original = await generation.originalFile();
  if (!original) return undefined;
  const { packId, header } = generation.summary;
  const [head, stream] = await peek(original);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const framing = detectFraming(isGzip ? await expandHead(head) : head);
  const extension = 'framing' in framing && framing.framing === 'lines' ? '.jsonl' : '.json';
  const name = `${packId}-${header.version}`.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, MAX_NAME_LENGTH);
  return { fileName: name + extension + (isGzip ? '.gz' : ''), stream };
}

/** What every file system takes, with room for the extension. */
const MAX_NAME_LENGTH = 100;

/** The first piece of a stream, and the stream with that piece still in it. */
async function peek(stream: ReadableStream<Bytes>): Promise<[Bytes, ReadableStream<Bytes>]> {
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

/** The beginning of what is in a gzip file. */
async function expandHead(head: Bytes): Promise<Uint8Array> {
  const reader = new Blob([head]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const { value = new Uint8Array() } = await reader.read();
  // The rest of the piece is cut off in the middle, which is no news.
  reader.cancel().catch(() => {});
  return value;
}
