import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Says at which write the next worker is to stop, and hears when it did. */
export interface KillServer {
  readonly origin: string;
  /** 1-based number of the write at which whoever loads the seam next stops; 0 for never. */
  killAt: number;
  /** Whether somebody has stopped since {@link rearm}. */
  readonly hasStopped: boolean;
  rearm(killAt: number): void;
  close(): Promise<void>;
}

export async function startKillServer(): Promise<KillServer> {
  let hasStopped = false;
  const server = http.createServer((request, response) => {
    if (request.url === '/stopped') {
      // No answer: who asks waits until it is killed.
      hasStopped = true;
      return;
    }
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
      .end(String(state.killAt));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const state: KillServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    killAt: 0,
    get hasStopped() {
      return hasStopped;
    },
    rearm(killAt) {
      state.killAt = killAt;
      hasStopped = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}
