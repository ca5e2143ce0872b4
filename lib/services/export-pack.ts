import { detectFraming } from '../pack/framing.ts';
import type { Generation } from '../store/fact-store.ts';
import { expandHead, isGzipped, peek } from './stream-head.ts';

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
  const isGzip = isGzipped(head);
  const framing = detectFraming(await expandHead(head));
  const extension = 'framing' in framing && framing.framing === 'lines' ? '.jsonl' : '.json';
  const safe = `${packId}-${header.version}`.replace(/[^\p{L}\p{N}._-]+/gu, '_');
  // Half of a letter that takes two code units is none, and would not come back from an archive as it was.
  const name = safe.slice(0, MAX_NAME_LENGTH).replace(/\p{Cs}$/u, '');
  return { fileName: name + extension + (isGzip ? '.gz' : ''), stream };
}

/** What every file system takes, with room for the extension. */
const MAX_NAME_LENGTH = 100;
