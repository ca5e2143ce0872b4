import { PAGE_PORT, type PageReply, type PageRequest } from '../model/messages.ts';

/** The part of a `runtime.Port` that a connection needs. */
export interface BackgroundPort {
  postMessage(message: PageRequest): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** What a connection needs of the page. */
export interface ConnectionOwner {
  /** Opens a port of this name. Throws once the extension was updated, disabled or removed. */
  connect(name: string): BackgroundPort;
  receive(reply: PageReply): void;
  /** The background went to sleep or died: what was asked and not answered has to be asked again. */
  lost(): void;
  /** The extension is gone, which is a normal end: everything of ours has to leave the page. */
  ended(): void;
}

/**
 * The page's line to the background. A port that is idle for 30 s ends together with the background; it
 * is opened again when there is something to say, never to keep the background awake.
 */
export class Connection {
  readonly #owner: ConnectionOwner;
  #port: BackgroundPort | undefined;
  #generation = 0;
  #isClosed = false;

  constructor(owner: ConnectionOwner) {
    this.#owner = owner;
  }

  /** The number of the open port; 0 while there is none. */
  get current(): number {
    return this.#port ? this.#generation : 0;
  }

  /**
   * Opens the line if it is not open.
   *
   * @param name What the port is for, if it is a new one: PAGE_PORT or LOOK_UP_PORT.
   * @returns a number that changes with every port, because with each the background starts out knowing nothing.
   */
  open(name: string = PAGE_PORT): number {
    if (this.#port || this.#isClosed) return this.#generation;
    let port: BackgroundPort;
    try {
      port = this.#owner.connect(name);
    } catch {
      this.#isClosed = true;
      this.#owner.ended();
      return this.#generation;
    }
    this.#port = port;
    this.#generation++;
    port.onMessage.addListener((message) => {
      if (this.#port === port) this.#owner.receive(message as PageReply);
    });
    port.onDisconnect.addListener(() => {
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#owner.lost();
    });
    return this.#generation;
  }

  /** @param name See {@link open}. */
  send(request: PageRequest, name: string = PAGE_PORT): void {
    this.open(name);
    const port = this.#port;
    try {
      port?.postMessage(request);
    } catch {
      // The port died between two turns and its event is still on its way; or the extension is gone, and
      // opening the next one will tell.
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#owner.lost();
    }
  }

  /** Opens a new line in place of the old one, on which the background says anew what holds for the page. */
  renew(): void {
    this.#hangUp();
    this.open();
  }

  close(): void {
    this.#isClosed = true;
    this.#hangUp();
  }

  #hangUp(): void {
    const port = this.#port;
    this.#port = undefined;
    try {
      port?.disconnect();
    } catch {
      // The other side went first.
    }
  }
}
