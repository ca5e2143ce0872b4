import { describe, expect, it } from 'vitest';
import type { PageReply, PageRequest } from '../../../lib/model/messages.ts';
import { type BackgroundPort, Connection } from '../../../lib/page/connection.ts';

const HELLO: PageRequest = {
  type: 'hello',
  page: { url: '', title: '', lang: '', about: [], links: [] },
};
const LOAD: PageRequest = { type: 'load-tooltip' };
const REPLY: PageReply = { type: 'failed', visit: 1, message: 'No.' };

class FakePort implements BackgroundPort {
  readonly sent: PageRequest[] = [];
  isOpen = true;
  #receive: (message: unknown) => void = () => {};
  #disconnected: () => void = () => {};
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => {
      this.#receive = listener;
    },
  };
  readonly onDisconnect = {
    addListener: (listener: () => void) => {
      this.#disconnected = listener;
    },
  };

  postMessage(message: PageRequest): void {
    if (!this.isOpen) throw new Error('Attempting to use a disconnected port object');
    this.sent.push(message);
  }

  disconnect(): void {
    this.isOpen = false;
  }

  reply(message: PageReply): void {
    this.#receive(message);
  }

  /** The other side goes, and says so. */
  die(): void {
    this.isOpen = false;
    this.#disconnected();
  }
}

function setUp() {
  const ports: FakePort[] = [];
  const heard: string[] = [];
  const extension = { isAlive: true };
  const connection = new Connection({
    connect() {
      if (!extension.isAlive) throw new Error('Extension context invalidated.');
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    greet: () => HELLO,
    receive: ({ type }) => heard.push(type),
    lost: () => heard.push('lost'),
    ended: () => heard.push('ended'),
  });
  return { connection, ports, heard, extension };
}

describe('Connection', () => {
  it('is opened by the first thing to say, and greets first', () => {
    const { connection, ports } = setUp();
    expect(ports).toEqual([]);
    connection.send(LOAD);
    connection.send(LOAD);
    expect(ports).toHaveLength(1);
    expect(ports[0]?.sent).toEqual([HELLO, LOAD, LOAD]);
  });

  it('passes on what the background says', () => {
    const { connection, ports, heard } = setUp();
    connection.open();
    ports[0]?.reply(REPLY);
    expect(heard).toEqual(['failed']);
  });

  it('stays closed when the background goes to sleep, until there is something to say', () => {
    const { connection, ports, heard } = setUp();
    const first = connection.open();
    ports[0]?.die();
    expect(heard).toEqual(['lost']);
    expect(connection.current).toBe(0);
    expect(ports).toHaveLength(1);
    connection.send(LOAD);
    expect(ports[1]?.sent).toEqual([HELLO, LOAD]);
    expect(connection.current).not.toBe(first);
  });

  it('takes a port that refuses a message for lost', () => {
    const { connection, ports, heard } = setUp();
    connection.open();
    ports[0]!.isOpen = false;
    connection.send(LOAD);
    expect(heard).toEqual(['lost']);
    ports[0]?.die();
    expect(heard).toEqual(['lost']);
  });

  it('ends when the extension is gone, once and for all', () => {
    const { connection, ports, heard, extension } = setUp();
    extension.isAlive = false;
    connection.send(LOAD);
    connection.send(LOAD);
    expect(heard).toEqual(['ended']);
    expect(ports).toEqual([]);
  });

  it('says nothing and hears nothing after it was closed', () => {
    const { connection, ports, heard } = setUp();
    connection.open();
    connection.close();
    ports[0]?.reply(REPLY);
    connection.send(LOAD);
    expect(heard).toEqual([]);
    expect(ports).toHaveLength(1);
  });
});
