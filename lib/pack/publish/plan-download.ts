import { type Manifest, type Part, toPart } from './manifest.ts';
import { chooseRising } from './rising.ts';

/** What a reader holds of a pack: the chunks of the installed text, in its order. */
export interface HeldText {
  readonly hashes: readonly string[];
  /** The hash over these; see `hashChunks`. */
  readonly hash: string;
}

/** How to come by the text of a manifest for the fewest bytes. */
export type Download =
  /** Deltas to apply to the held text, one after the other. */
  | { readonly way: 'steps'; readonly size: number; readonly parts: readonly Part[] }
  /** Of each chunk, its number in the held text, or undefined: it has to be fetched. */
  | {
      readonly way: 'chunks';
      readonly size: number;
      readonly held: readonly (number | undefined)[];
    }
  | { readonly way: 'file'; readonly size: number };

/**
 * The whole file compresses better than its chunks, but cannot be resumed; so it has to be cheaper by this
 * much.
 */
const FILE_ADVANTAGE = 0.75;

export function planDownload(manifest: Manifest, held: HeldText | undefined): Download {
  const ways: Download[] = [planChunks(manifest, held)];
  const parts = held && findSteps(manifest, held.hash);
  if (parts) ways.push({ way: 'steps', size: sumSizes(parts), parts });
  const best = ways.reduce((a, b) => (b.size < a.size ? b : a));
  const { size } = manifest.file;
  return size < best.size * FILE_ADVANTAGE ? { way: 'file', size } : best;
}

export function planChunks(
  { chunks }: Manifest,
  held: HeldText | undefined,
): Extract<Download, { way: 'chunks' }> {
  const places = new Map(held?.hashes.map((hash, index) => [hash, index]));
  const positions = Int32Array.from(chunks, ([hash]) => places.get(hash) ?? -1);
  const isHeld = chooseRising(positions);
  return {
    way: 'chunks',
    size: chunks.reduce((sum, [, , size], index) => sum + (isHeld[index] ? 0 : size), 0),
    held: chunks.map((_, index) => (isHeld[index] ? positions[index] : undefined)),
  };
}

/** The deltas that lead from a text to the manifest's, in the order in which they apply; undefined if none do. */
function findSteps({ steps }: Manifest, from: string): readonly Part[] | undefined {
  const oldest = steps.findIndex((step) => step.from === from);
  if (oldest < 0) return undefined;
  return steps
    .slice(0, oldest + 1)
    .map(({ part }) => toPart('delta', part))
    .toReversed();
}

function sumSizes(parts: readonly Part[]): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}
