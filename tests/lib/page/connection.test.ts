import { describe, expect, it } from 'vitest';
import { LOOK_UP_PORT, PAGE_PORT, type PageReply, type PageRequest } from '../../../lib/model/messages.ts';
import { type BackgroundPort, Connection } from '../../../lib/page/connection.ts';

const LOAD: PageRequest = { type: 'load-tooltip' };
const REPLY: PageReply = { type: 'failed', visit: 1, message: 'No.' };

class FakePort implements BackgroundPort {
  readonly name: string;
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

  constructor(name: string) {
    this.name = name;
  }

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
    connect(name) {
      if (!extension.isAlive) throw new Error('Extension context invalidated.');
      const port = new FakePort(name);
      ports.push(port);
      return port;
    },
    receive: ({ type }) => heard.push(type),
    lost: () => heard.push('lost'),
    ended: () => heard.push('ended'),
  });
  return { connection, ports, heard, extension };
}

describe('Connection', () => {
  it('is opened by the first thing to say', () => {
    const { connection, ports } = setUp();
    expect(ports).toEqual([]);
    connection.send(LOAD);
    connection.send(LOAD);
    expect(ports).toHaveLength(1);
    expect(ports[0]?.sent).toEqual([LOAD, LOAD]);
  });

  it('says what it is opened for, and stays open for everything else', () => {
    const { connection, ports } = setUp();
    connection.send(LOAD, LOOK_UP_PORT);
    connection.send(LOAD);
    ports[0]?.die();
    connection.send(LOAD);
    expect(ports.map(({ name }) => name)).toEqual([LOOK_UP_PORT, PAGE_PORT]);
  });

  it('can be renewed, and forgets the old line', () => {
    const { connection, ports, heard } = setUp();
    const first = connection.open();
    connection.renew();
    expect(connection.current).not.toBe(first);
    expect(ports.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    ports[0]?.reply(REPLY);
    ports[1]?.reply(REPLY);
    expect(heard).toEqual(['failed']);
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
    expect(ports[1]?.sent).toEqual([LOAD]);
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
