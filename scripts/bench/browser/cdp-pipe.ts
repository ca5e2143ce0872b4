import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A listener for one DevTools event of one session. */
type Listener = (params: never) => void;

/**
 * DevTools messages over the pipe of `--remote-debugging-pipe`: JSON, each followed by a NUL byte, written
 * to the browser's file descriptor 3 and read from its 4.
 */
export class CdpPipe {
  readonly #input: Writable;
  readonly #pending = new Map<number, Pending & { readonly method: string }>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #rest: Buffer[] = [];
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#input = child.stdio[3] as Writable;
    const output = child.stdio[4] as Readable;
    output.on('data', (data: Buffer) => this.#receive(data));
    output.on('close', () => {
      for (const { reject, method } of this.#pending.values())
        reject(new Error(`${method}: Chromium is gone`));
      this.#pending.clear();
    });
    // A browser that ended is reported by the pending commands.
    this.#input.on('error', () => undefined);
  }

  /** @param sessionId of a target that was attached to; without it the browser itself answers. */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject, method });
      this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  }

  /** @returns ends the listening. */
  on<T>(method: string, sessionId: string | undefined, listener: (params: T) => void): () => void {
    const key = `${sessionId ?? ''} ${method}`;
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener as Listener));
    return () => listeners.delete(listener as Listener);
  }

  #receive(data: Buffer): void {
    let start = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
      const message = Buffer.concat([...this.#rest, data.subarray(start, end)]).toString();
      this.#rest = [];
      start = end + 1;
      this.#dispatch(JSON.parse(message) as Message);
    }
    this.#rest.push(data.subarray(start));
  }

  #dispatch({ id, method, params, sessionId, result, error }: Message): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(`${sessionId ?? ''} ${method}`) ?? [])
        listener(params as never);
      return;
    }
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new Error(`${pending.method}: ${error.message}`));
    else pending?.resolve(result);
  }
}
