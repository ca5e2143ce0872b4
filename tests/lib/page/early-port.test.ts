import { describe, expect, it } from 'vitest';
import type { BackgroundPort } from '../../../lib/page/connection.ts';
import { leaveEarlyPort, takeEarlyPort } from '../../../lib/page/early-port.ts';

function createPort() {
  const listeners: ((message: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  const sent: unknown[] = [];
  const port: BackgroundPort = {
    postMessage: (message) => sent.push(message),
    disconnect: () => {},
    onMessage: { addListener: (listener) => listeners.push(listener) },
    onDisconnect: { addListener: (listener) => ends.push(listener) },
  };
  const say = (message: unknown) => {
    for (const listener of listeners) listener(message);
  };
  const end = () => {
    for (const listener of ends) listener();
  };
  return { port, sent, say, end };
}

function hear(port: BackgroundPort | undefined): unknown[] {
  const heard: unknown[] = [];
  port?.onMessage.addListener((message) => heard.push(message));
  return heard;
}

describe('a port that was opened early', () => {
  it('tells what came before anybody listened, then what comes, each once', () => {
    const { port, say } = createPort();
    leaveEarlyPort(port);
    say('welcome');
    const heard = hear(takeEarlyPort());
    expect(heard).toEqual(['welcome']);
    say('mentions');
    expect(heard).toEqual(['welcome', 'mentions']);
  });

  it('passes on what the page says', () => {
    const { port, sent } = createPort();
    leaveEarlyPort(port);
    takeEarlyPort()?.postMessage({ type: 'load-tooltip' });
    expect(sent).toEqual([{ type: 'load-tooltip' }]);
  });

  it('is taken once', () => {
    leaveEarlyPort(createPort().port);
    expect(takeEarlyPort()).toBeDefined();
    expect(takeEarlyPort()).toBeUndefined();
  });

  it('is not taken when it has ended meanwhile', () => {
    const { port, end } = createPort();
    leaveEarlyPort(port);
    end();
    expect(takeEarlyPort()).toBeUndefined();
  });
});
