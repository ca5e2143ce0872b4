import { Worker } from 'node:worker_threads';
import { median } from '../browser/statistics.ts';
import { BARE, type Compiled, FACTMARK, MATCHERS, type Matcher } from './matchers.ts';
import { type Material, type Size, sizesOf } from './material.ts';
import type { WorkerReply, WorkerRequest, WorkerTask } from './worker.ts';

/** How one matcher did with one dictionary. */
export interface Result {
  readonly label: string;
  readonly size: Size;
  /** Absent: why it has no figures. */
  readonly stopped?: string | undefined;
  readonly charactersPerSecond?: number | undefined;
  readonly buildMs?: number | undefined;
  readonly heldBytes?: number | undefined;
  readonly found?: number | undefined;
  readonly compiled?: Compiled | undefined;
}

export interface Contest {
  readonly results: readonly Result[];
  /** Nanoseconds per character for texts of each length, at the largest dictionary. */
  readonly lengths: readonly { readonly length: number; readonly nanoseconds: number }[];
}

export interface ContestOptions extends Material {
  readonly rounds: number;
  readonly log: (line: string) => void;
}

const BUILD_LIMIT_MS = 180_000;
const MEMORY_LIMIT_MB = 6_144;
const LENGTHS = [1_000, 10_000, 100_000, 1_000_000] as const;

/** Builds every matcher with every dictionary, and lets them scan the texts in turn, round by round. */
export async function holdContest(options: ContestOptions): Promise<Contest> {
  const results: Result[] = [];
  const failed = new Map<string, string>();
  let lengths: Contest['lengths'] = [];
  for (const size of sizesOf(options)) {
    const lanes: Lane[] = [];
    for (const matcher of MATCHERS) {
      const reason = failed.get(matcher.label);
      if (reason !== undefined) {
        results.push({ label: matcher.label, size, stopped: reason });
        continue;
      }
      options.log(`${size} names: ${matcher.label}`);
      const lane = new Lane(matcher, size, options);
      try {
        await lane.start();
        lanes.push(lane);
      } catch (error) {
        await lane.close();
        const stopped = error instanceof Error ? error.message : String(error);
        options.log(`  ${stopped}`);
        failed.set(matcher.label, `stopped at ${size.toLocaleString('en')} names`);
        results.push({ label: matcher.label, size, stopped });
      }
    }
    for (let round = 0; round < options.rounds; round++) for (const lane of lanes) await lane.round();
    results.push(...lanes.map((lane) => lane.result()));
    const factmark = lanes.find(({ label }) => label === FACTMARK);
    if (factmark && size === sizesOf(options).at(-1)) lengths = await factmark.lengths();
    await Promise.all(lanes.map((lane) => lane.close()));
  }
  return { results, lengths };
}

/** One matcher's worker. */
class Lane {
  readonly label: string;
  readonly #size: Size;
  readonly #worker: Worker;
  readonly #times: number[] = [];
  #ready: Extract<WorkerReply, { type: 'ready' }> | undefined;
  #warm: Extract<WorkerReply, { type: 'warm' }> | undefined;

  constructor(matcher: Matcher, size: Size, { corpus }: ContestOptions) {
    this.label = matcher.label;
    this.#size = size;
    const task: WorkerTask = { material: { corpus }, label: matcher.label, size };
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      execArgv: ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
  }

  async start(): Promise<void> {
    this.#ready = await this.#answer('ready', BUILD_LIMIT_MS);
    this.#warm = await this.#ask({ type: 'warm-up' }, 'warm');
  }

  async round(): Promise<void> {
    this.#times.push((await this.#ask({ type: 'round' }, 'round')).ms);
  }

  async lengths(): Promise<Contest['lengths']> {
    const { nanosecondsPerCharacter } = await this.#ask({ type: 'lengths', lengths: LENGTHS }, 'lengths');
    return LENGTHS.map((length, index) => ({
      length,
      nanoseconds: nanosecondsPerCharacter[index] as number,
    }));
  }

  result(): Result {
    const characters = this.#warm?.characters ?? 0;
    return {
      label: this.label,
      size: this.#size,
      charactersPerSecond: (characters / median(this.#times)) * 1_000,
      buildMs: this.#ready?.buildMs,
      heldBytes: this.label === BARE ? undefined : this.#ready?.heldBytes,
      found: this.#warm?.found,
      compiled: this.#ready?.compiled,
    };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask<T extends WorkerReply['type']>(request: WorkerRequest, type: T) {
    const answer = this.#answer(type, BUILD_LIMIT_MS);
    this.#worker.postMessage(request);
    return answer;
  }

  #answer<T extends WorkerReply['type']>(
    type: T,
    limitMs: number,
  ): Promise<Extract<WorkerReply, { type: T }>> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        settle();
      };
      const onMessage = (reply: WorkerReply) => {
        if (reply.type === type) finish(() => resolve(reply as Extract<WorkerReply, { type: T }>));
      };
      const onError = (error: Error) => finish(() => reject(error));
      const onExit = () => finish(() => reject(new Error('ran out of memory')));
      const timer = setTimeout(
        () => finish(() => reject(new Error(`not ready after ${limitMs / 1_000} s`))),
        limitMs,
      );
      this.#worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
  }
}
