import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ROOT } from '../../scripts/setup/project.ts';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

export interface FixtureServer {
  /** Address of a page under the host that the extension may read, e.g. "http://localhost:40000/article.html". */
  url(page: string): string;
  /** The same page under another host name, which is another site to the extension. */
  otherSiteUrl(page: string): string;
  /** The same page under a host name that the extension has no access to. */
  withoutExtensionUrl(page: string): string;
  /** Has all requests below a folder, e.g. "frameworks", answered by a function. */
  serve(folder: string, answer: Answer): void;
  close(): Promise<void>;
}

/** Folders that pages come from, first match first: the bundled sample, then the pages made for tests. */
const FOLDERS = [path.join(ROOT, 'seeds/openai-mega-round'), path.join(ROOT, 'tests/e2e/pages')];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves the sample article and the tests' pages on the loopback interface, on a free port. */
export async function startFixtureServer(): Promise<FixtureServer> {
  const answers = new Map<string, Answer>();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = answers.get(pathname.split('/', 2)[1] ?? '');
    if (answer) {
      answer(request, response);
      return;
    }
    void readFixture(pathname).then((body) => {
      if (body === undefined) {
        // Browsers ask for an icon by themselves; an error in the console would look like the extension's.
        response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
        return;
      }
      response
        .writeHead(200, {
          'content-type': CONTENT_TYPES[path.extname(pathname)] ?? 'application/octet-stream',
          'cache-control': 'no-store',
        })
        .end(body);
    });
  });
  // "localhost" may mean ::1 to a browser, which tries 127.0.0.1 next.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (page) => `http://localhost:${port}/${page}`,
    otherSiteUrl: (page) => `http://127.0.0.1:${port}/${page}`,
    // Every name below "localhost" is this machine to both browsers, and another site to the extension.
    withoutExtensionUrl: (page) => `http://without.localhost:${port}/${page}`,
    serve: (folder, answer) => answers.set(folder, answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readFixture(pathname: string): Promise<Buffer | undefined> {
  for (const folder of FOLDERS) {
    const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    if (!file.startsWith(folder + path.sep)) continue;
    try {
      return await readFile(file);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
