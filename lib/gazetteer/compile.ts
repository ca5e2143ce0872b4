import { GazetteerBuilder, type GazetteerEntry } from './builder.ts';
import type { Gazetteer } from './gazetteer.ts';
import { writeSnapshot } from './write-snapshot.ts';

export type { GazetteerAlias, GazetteerEntry } from './builder.ts';

export interface CompileOptions {
  /** Longest stretch of work before the thread is given back, in milliseconds. Default 20. */
  readonly sliceMs?: number;
  /** Gives the thread back. Default: a macrotask. */
  readonly rest?: () => Promise<void>;
  readonly signal?: AbortSignal;
  /** 0 to less than 1, asked once: what an author of names must not foresee. Default: `Math.random`. */
  readonly random?: () => number;
}

/**
 * Compiles all aliases of a generation.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function compileGazetteer(
  entries: Iterable<GazetteerEntry> | AsyncIterable<GazetteerEntry>,
  options: CompileOptions = {},
): Promise<Gazetteer> {
  const { sliceMs = 20, rest = nextTask, signal, random = Math.random } = options;
  let sliceEnd = performance.now() + sliceMs;
  const pause = async () => {
    signal?.throwIfAborted();
    await rest();
    signal?.throwIfAborted();
    sliceEnd = performance.now() + sliceMs;
  };
  signal?.throwIfAborted();
  const builder = new GazetteerBuilder(random());
  let sinceLook = 0;
  /** @returns whether it is time to pause. */
  const add = (entry: GazetteerEntry) => {
    builder.add(entry);
    if (++sinceLook < 32) return false;
    sinceLook = 0;
    return performance.now() >= sliceEnd;
  };
  if (Symbol.asyncIterator in entries) {
    for await (const entry of entries) if (add(entry)) await pause();
  } else {
    // Each by itself, for to wait for what is there already costs as much as a short name.
    for (const entry of entries) if (add(entry)) await pause();
  }
  const steps = writeSnapshot(builder);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() >= sliceEnd) await pause();
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** The same at once, for small packs, tests and tools. */
export function compileGazetteerNow(
  entries: Iterable<GazetteerEntry>,
  { random = Math.random }: Pick<CompileOptions, 'random'> = {},
): Gazetteer {
  const builder = new GazetteerBuilder(random());
  for (const entry of entries) builder.add(entry);
  const steps = writeSnapshot(builder);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
