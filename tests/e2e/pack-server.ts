import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PackServer {
  /** Address of a file, whether it is there or not. */
  url(path: string): string;
  /** Puts a file there, or takes it away. */
  publish(path: string, content: string | Buffer | undefined): void;
  /** Sends half of the file, and the other half only when the function that it returns is called. */
  hold(path: string): () => void;
  /** What was asked for, with the status of the answer: "GET /harbour.json 304". */
  readonly requests: readonly string[];
  /** Headers of the last request. */
  readonly lastHeaders: http.IncomingHttpHeaders;
  close(): Promise<void>;
}

/** Publishes packs on the loopback interface as a web server does: with entity tags, and without CORS. */
export async function startPackServer(): Promise<PackServer> {
  const files = new Map<string, Buffer>();
  const held = new Map<string, Promise<void>>();
  const requests: string[] = [];
  let lastHeaders: http.IncomingHttpHeaders = {};
  const server = http.createServer((request, response) => {
    const path = request.url ?? '/';
    const file = files.get(path);
    const etag = file && `"${createHash('sha256').update(file).digest('hex')}"`;
    const status = !file ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    lastHeaders = request.headers;
    requests.push(`${request.method} ${path} ${status}`);
    const length = status === 200 && file ? { 'content-length': file.length } : {};
    response.writeHead(status, etag && file ? { etag, 'content-type': 'application/json', ...length } : {});
    const release = held.get(path);
    if (status !== 200 || !file || !release) {
      response.end(status === 200 ? file : undefined);
      return;
    }
    const half = file.length >> 1;
    response.write(file.subarray(0, half));
    void release.then(() => response.end(file.subarray(half)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://localhost:${port}${path}`,
    publish: (path, content) => {
      if (content === undefined) files.delete(path);
      else files.set(path, Buffer.from(content));
    },
    hold: (path) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(path, promise);
      return resolve;
    },
    requests,
    get lastHeaders() {
      return lastHeaders;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
