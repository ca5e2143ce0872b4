import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProbeReport, probeSource } from './probe.ts';
import type { SavedPage, SavedPages } from './saved-pages.ts';

/**
 * The page as it was saved, with its inline styles and nothing else: its scripts, pictures and style
 * sheets are not in the corpus, and fetching them would measure the network.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'";

/** What would lead away from the page, or forbid it what this server allows. */
const META = /<meta\b[^>]*http-equiv\s*=\s*["']?(?:refresh|content-security-policy)\b[^>]*>/gi;

/** A page opened with a probe, and what the probe says. */
export interface ProbedPage {
  readonly url: string;
  /** Resolves with the probe's next report; undefined after `limitMs`. */
  next(limitMs?: number): Promise<ProbeReport | undefined>;
}

/** Serves saved pages on the loopback interface, on a free port, under a host that trial builds may read. */
export class PageServer {
  readonly #pages: SavedPages;
  readonly #server: http.Server;
  readonly #served = new Map<string, SavedPage>();
  readonly #generated = new Map<string, string>();
  readonly #reports = new Map<string, { queue: ProbeReport[]; wake: () => void }>();

  static async start(pages: SavedPages): Promise<PageServer> {
    const server = new PageServer(pages);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor(pages: SavedPages) {
    this.#pages = pages;
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
    });
  }

  /** Address of the page as it is. */
  url(page: SavedPage): string {
    this.#served.set(page.id, page);
    return `${this.#origin}/page/${page.id}`;
  }

  /** Address of a page that is made rather than saved. */
  generatedUrl(name: string, html: string): string {
    this.#generated.set(name, html);
    return `${this.#origin}/generated/${name}`;
  }

  /** Address of the page with a script that reports when marks and tooltips appear. */
  probe(page: SavedPage): ProbedPage {
    const token = randomUUID();
    const box = { queue: [] as ProbeReport[], wake: () => {} };
    this.#reports.set(token, box);
    return {
      url: `${this.url(page)}?probe=${token}`,
      next: async (limitMs = 15_000) => {
        const arrival = new Promise<void>((resolve) => {
          box.wake = resolve;
        });
        if (box.queue.length === 0) await Promise.race([arrival, sleep(limitMs)]);
        return box.queue.shift();
      },
    };
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  get #origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.#origin);
    const [, kind, name = ''] = pathname.split('/');
    if (kind === 'report') {
      const body: Buffer[] = [];
      for await (const part of request) body.push(part as Buffer);
      const box = this.#reports.get(name);
      box?.queue.push(JSON.parse(Buffer.concat(body).toString()) as ProbeReport);
      box?.wake();
      response.writeHead(204).end();
      return;
    }
    const generated = kind === 'generated' ? this.#generated.get(name) : undefined;
    if (generated) {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY })
        .end(generated);
      return;
    }
    const page = kind === 'page' ? this.#served.get(name) : undefined;
    if (!page) {
      response.writeHead(kind === 'favicon.ico' ? 204 : 404).end();
      return;
    }
    // As Latin-1 every byte survives, whatever the page's own encoding.
    let html = (await this.#pages.read(page)).toString('latin1').replace(META, '');
    const token = searchParams.get('probe');
    if (token) html = insertScript(html, probeSource(`/report/${token}`), token);
    response
      .writeHead(200, {
        'content-type': `text/html; charset=${page.charset || 'utf-8'}`,
        'cache-control': 'no-store',
        'content-security-policy': token ? `${POLICY}; script-src 'nonce-${token}'` : POLICY,
      })
      .end(Buffer.from(html, 'latin1'));
  }
}

/** Puts a script where the parser runs it early without leaving standards mode. */
function insertScript(html: string, source: string, nonce: string): string {
  const script = `<script nonce="${nonce}">${source}</script>`;
  const place = /<head\b[^>]*>/i.exec(html) ?? /<html\b[^>]*>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html);
  const at = place ? place.index + place[0].length : 0;
  return html.slice(0, at) + script + html.slice(at);
}
