import { type Remote, wrap } from 'comlink';
import type { IndexedRecords } from '../../lib/search/build/index-building.ts';
import type { WriteSearchParts } from '../../lib/search/parts.ts';
import { type DerivedWork, deriveHere, type NamedEntity } from '../../lib/store/derived-work.ts';
import type { DeriveApi } from './derive-api.ts';

/** Records of a pack that is indexed sooner than a worker has started. */
const FEW_RECORDS = 5_000;
/** Batches of about a thousand records that may wait for the worker, some 8 MB: it catches up when the others group. */
const MAX_WAITING = 24;
/** Entities whose names are sent together. */
const NAMES_PER_BATCH = 500;

/** Derives what a large pack needs in a worker of its own, and what a small one needs here. */
export class DeriveClient implements DerivedWork {
  readonly #generationId: string;
  readonly #here: DerivedWork;
  /** What came before it is known whether the pack is large. */
  #held: IndexedRecords[] = [];
  #heldRecords = 0;
  #worker: Worker | undefined;
  #api: Remote<DeriveApi> | undefined;
  /** Calls whose answers are still to be heard, the earliest first. */
  readonly #waiting: Promise<void>[] = [];
  readonly #broken = Promise.withResolvers<never>();

  /** @param write Writes parts of the index from this thread. */
  constructor(generationId: string, write: WriteSearchParts) {
    this.#generationId = generationId;
    this.#here = deriveHere(write);
    this.#broken.promise.catch(() => {});
  }

  async add(batch: IndexedRecords): Promise<void> {
    if (batch.records.length === 0) return;
    if (this.#api) return this.#index(this.#api, batch);
    this.#held.push(batch);
    this.#heldRecords += batch.records.length;
    if (this.#heldRecords > FEW_RECORDS) await this.#start();
  }

  async finish(): Promise<number> {
    if (this.#api) return this.#orBroken(this.#api.finishIndex());
    for (const batch of this.#held) await this.#here.add(batch);
    return this.#here.finish();
  }

  async compileNames(entities: AsyncIterable<NamedEntity>, signal?: AbortSignal): Promise<ArrayBuffer> {
    const api = this.#api;
    if (!api) return this.#here.compileNames(entities, signal);
    let jsons: string[] = [];
    for await (const { json } of entities) {
      if (jsons.push(json) < NAMES_PER_BATCH) continue;
      await this.#note(api.addNames(jsons.join('\n')));
      jsons = [];
    }
    if (jsons.length > 0) await this.#note(api.addNames(jsons.join('\n')));
    await this.#orBroken(Promise.all(this.#waiting));
    signal?.throwIfAborted();
    return this.#orBroken(api.compileNames());
  }

  stop(): void {
    this.#worker?.terminate();
    this.#held = [];
    this.#broken.reject(new Error('The work was given up'));
  }

  async #start(): Promise<void> {
    const worker = new Worker(new URL('./derive.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', ({ message }) => {
      this.#broken.reject(new Error(`The worker that derives indexes failed: ${message}`));
    });
    this.#worker = worker;
    const api: Remote<DeriveApi> = wrap<DeriveApi>(worker);
    this.#api = api;
    await this.#note(api.open(this.#generationId));
    const held = this.#held;
    this.#held = [];
    for (const batch of held) await this.#index(api, batch);
  }

  #index(api: Remote<DeriveApi>, { kind, jsons }: IndexedRecords): Promise<void> {
    return this.#note(api.index(kind, jsons.join('\n')));
  }

  /** Resolves when more may be sent. */
  async #note(call: Promise<void>): Promise<void> {
    // Whoever waits for it hears of a failure; until then nobody does.
    call.catch(() => {});
    if (this.#waiting.push(call) > MAX_WAITING) await this.#orBroken(this.#waiting.shift()!);
  }

  /** A worker that fails as a whole answers nothing any more. */
  #orBroken<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#broken.promise]);
  }
}
