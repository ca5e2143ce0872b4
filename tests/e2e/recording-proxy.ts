import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Requests kept at most; a browser that asks more often has already failed any test. */
const MAX_REQUESTS = 200;

export interface RecordingProxy {
  readonly port: number;
  /** What was asked for: a URL, or "host:port" of an encrypted connection. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * A proxy that lets nothing through: it writes down what the browser asks of other machines and
 * answers with nothing. It listens on the loopback interface; browsers go past it for addresses of this machine.
 */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const requests: string[] = [];
  const record = (target: string | undefined) => {
    if (requests.length < MAX_REQUESTS) requests.push(target ?? '');
  };
  const server = http.createServer((request, response) => {
    record(request.url);
    // An error would be reported by the page as well; an empty answer is not.
    response.writeHead(204, { connection: 'close' }).end();
  });
  server.on('connect', (request: http.IncomingMessage, socket: Socket) => {
    record(request.url);
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
