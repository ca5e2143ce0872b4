import { cutText } from '../pack/publish/cut-text.ts';
import { applyDelta, DeltaError } from '../pack/publish/delta.ts';
import { type Manifest, type Part, toPart } from '../pack/publish/manifest.ts';
import { hashPart } from '../pack/publish/part-hash.ts';
import { type Download, type HeldText, planChunks } from '../pack/publish/plan-download.ts';
import { PartError } from './fetch-part.ts';
import { HeldTextError } from './held-text.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface PartReading {
  readonly manifest: Manifest;
  readonly held: HeldText | undefined;
  /** The held text, from its beginning; asked again for each way that is tried. */
  readonly openHeld: () => AsyncIterable<Uint8Array>;
  /** The verified text of a part. */
  readonly fetchPart: (part: Part) => Promise<Uint8Array>;
}

/** Chunks that are fetched ahead, so that each need not wait for the answer to the one before. */
const AHEAD = 6;

/**
 * The text of a published pack, chunk by chunk, each verified before it is handed on. Deltas that do not
 * lead there are given up at the first chunk that is not right; from there on chunks are fetched.
 *
 * @throws whatever `fetchPart` throws for a chunk, and `openHeld` for those that are held.
 */
export async function* readParts(
  reading: PartReading,
  download: Exclude<Download, { way: 'file' }>,
): AsyncGenerator<Bytes> {
  const { manifest, held } = reading;
  let done = 0;
  if (download.way === 'steps') {
    for await (const chunk of verified(readSteps(reading, download.parts), manifest)) {
      yield chunk;
      done++;
    }
    if (done === manifest.chunks.length) return;
  }
  yield* readChunks(
    reading,
    download.way === 'chunks' ? download.held : planChunks(manifest, held).held,
    done,
  );
}

/** The text that deltas lead to, in chunks of the lengths that it should have; ends early where one fails. */
async function* readSteps(
  { manifest, openHeld, fetchPart }: PartReading,
  parts: readonly Part[],
): AsyncGenerator<Bytes> {
  try {
    let text = openHeld();
    const deltas = await Promise.all(parts.map(fetchPart));
    for (const delta of deltas) text = applyDelta(text, delta);
    yield* cutAt(
      text,
      manifest.chunks.map(([, bytes]) => bytes),
    );
  } catch (error) {
    // A delta that is gone or wrong, or nothing to apply it to: the chunks may be there.
    const isExpected = [DeltaError, PartError, HeldTextError].some((kind) => error instanceof kind);
    if (!isExpected) throw error;
  }
}

/** The chunks as long as they are right. */
async function* verified(chunks: AsyncIterable<Bytes>, manifest: Manifest): AsyncGenerator<Bytes> {
  let index = 0;
  for await (const chunk of chunks) {
    const [hash] = manifest.chunks[index++]!;
    if ((await hashPart(chunk)) !== hash) return;
    yield chunk;
  }
}

/** @param held Of each chunk, its number in the held text, or undefined. These numbers rise. */
async function* readChunks(
  { manifest, openHeld, fetchPart }: PartReading,
  held: readonly (number | undefined)[],
  first: number,
): AsyncGenerator<Bytes> {
  const parts = manifest.chunks.map((chunk) => toPart('chunk', chunk));
  const missing = parts.flatMap((_, index) => (index >= first && held[index] === undefined ? [index] : []));
  const fetching = new Map<number, Promise<Uint8Array>>();
  let asked = 0;
  const fetchAhead = () => {
    while (asked < missing.length && fetching.size < AHEAD) {
      const index = missing[asked++]!;
      const text = fetchPart(parts[index]!);
      // Whoever comes to this chunk hears of its failure; until then nobody does.
      text.catch(() => {});
      fetching.set(index, text);
    }
  };
  const heldChunks = numbered(cutText(openHeld()));
  try {
    for (let index = first; index < parts.length; index++) {
      fetchAhead();
      const number = held[index];
      const text = number === undefined ? await fetching.get(index)! : await heldChunks.find(number);
      fetching.delete(index);
      // What is held was hashed when the download was planned, and is what this browser stored itself.
      yield text as Bytes;
    }
  } finally {
    await heldChunks.close();
  }
}

/** Items of a stream by their number; numbers must rise. */
function numbered(chunks: AsyncGenerator<Bytes>) {
  let next = 0;
  return {
    async find(number: number): Promise<Bytes> {
      for (;;) {
        const { done, value } = await chunks.next();
        if (done) throw new HeldTextError({ cause: new RangeError(`There is no chunk ${number}`) });
        if (next++ === number) return value;
      }
    },
    close: () => chunks.return(undefined),
  };
}

/**
 * The text in pieces of these lengths. Of a text that is too short the last pieces are missing, which whoever
 * waits for them finds.
 *
 * @throws DeltaError if it is longer.
 */
async function* cutAt(text: AsyncIterable<Uint8Array>, lengths: readonly number[]): AsyncGenerator<Bytes> {
  let index = 0;
  let piece = new Uint8Array(lengths[0]!);
  let filled = 0;
  for await (const bytes of text) {
    for (let rest = bytes; rest.length > 0; ) {
      if (index === lengths.length) throw new DeltaError('The deltas lead to a longer text');
      const taken = rest.subarray(0, piece.length - filled);
      piece.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled < piece.length) continue;
      yield piece;
      index++;
      filled = 0;
      piece = new Uint8Array(lengths[index] ?? 0);
    }
  }
}
