import type { BackgroundPort } from './connection.ts';

/** Where the script that runs when a page begins leaves its port for the content script, in the isolated world. */
const EARLY_PORT = Symbol.for('factmark.early-port');
const world = globalThis as { [EARLY_PORT]?: EarlyPort };

/** A port on which somebody may listen later: what comes before that is kept. */
class EarlyPort implements BackgroundPort {
  readonly #port: BackgroundPort;
  readonly #kept: unknown[] = [];
  #isHeard = false;
  isOpen = true;

  constructor(port: BackgroundPort) {
    this.#port = port;
    port.onMessage.addListener((message) => {
      if (!this.#isHeard) this.#kept.push(message);
    });
    port.onDisconnect.addListener(() => {
      this.isOpen = false;
    });
  }

  readonly onMessage: BackgroundPort['onMessage'] = {
    addListener: (listener) => {
      this.#isHeard = true;
      for (const message of this.#kept.splice(0)) listener(message);
      this.#port.onMessage.addListener(listener);
    },
  };

  get onDisconnect(): BackgroundPort['onDisconnect'] {
    return this.#port.onDisconnect;
  }

  postMessage(message: Parameters<BackgroundPort['postMessage']>[0]): void {
    this.#port.postMessage(message);
  }

  disconnect(): void {
    this.#port.disconnect();
  }
}

/** Keeps a port for {@link takeEarlyPort}. */
export function leaveEarlyPort(port: BackgroundPort): void {
  world[EARLY_PORT] = new EarlyPort(port);
}

/** @returns the port that was left, once; undefined if there is none or it has ended meanwhile. */
export function takeEarlyPort(): BackgroundPort | undefined {
  const port = world[EARLY_PORT];
  delete world[EARLY_PORT];
  return port?.isOpen ? port : undefined;
}
