import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface PendingCommand {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** An error that Firefox answered with; `code` is WebDriver's, e.g. "no such element". */
export class MarionetteError extends Error {
  override readonly name = 'MarionetteError';
  readonly code: string;
  constructor(command: string, answer: { error: string; message: string; stacktrace?: string }) {
    super(`${command}: ${answer.message || answer.error}`);
    this.code = answer.error;
  }
}

/**
 * Client for Marionette, the protocol by which Firefox lets itself be driven: JSON over TCP, each
 * message as `length:[type, id, …]`, type 0 for commands and 1 for answers. Commands are WebDriver's
 * with a few of Mozilla's own. One session at a time, so commands are sent one after another.
 */
export class Marionette {
  readonly #socket: net.Socket;
  readonly #pending = new Map<number, PendingCommand & { readonly command: string }>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  /**
   * Connects as soon as Firefox listens.
   *
   * @param findPort Tells where; may fail until it is known.
   * @throws Error if it does not within `limitMs`, or if `isAlive` turns false.
   */
  static async connect(
    findPort: () => Promise<number>,
    isAlive: () => boolean,
    limitMs: number,
  ): Promise<Marionette> {
    const end = performance.now() + limitMs;
    for (;;) {
      try {
        return await Marionette.#open(await findPort());
      } catch (cause) {
        if (!isAlive()) throw new Error('Firefox ended before it could be reached', { cause });
        if (performance.now() > end)
          throw new Error(`Firefox did not listen within ${limitMs} ms`, { cause });
        await sleep(100);
      }
    }
  }

  static #open(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('error', reject);
      // Firefox speaks first: a line about itself, which comes only once it is ready for commands.
      socket.once('data', (greeting) => {
        socket.off('error', reject);
        const marionette = new Marionette(socket);
        marionette.#receive(greeting);
        resolve(marionette);
      });
      socket.once('close', () => reject(new Error('The connection was closed')));
    });
  }

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const { reject, command } of this.#pending.values())
        reject(new Error(`${command}: Firefox is gone`));
      this.#pending.clear();
    });
  }

  send<T = unknown>(command: string, parameters: object = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error(`${command}: Firefox is gone`));
        return;
      }
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject, command });
      const message = JSON.stringify([0, id, command, parameters]);
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon));
      if (this.#received.length < end) return;
      this.#answer(JSON.parse(this.#received.subarray(colon + 1, end).toString()));
      this.#received = this.#received.subarray(end);
    }
  }

  #answer(message: unknown): void {
    // The greeting is an object, answers are arrays.
    if (!Array.isArray(message)) return;
    const [, id, error, value] = message;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new MarionetteError(pending.command, error));
    else pending?.resolve(value);
  }
}
