import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fetch } from '../../../lib/services/fetch-pack.ts';

export const SITE = 'https://gazette.example/harbour/';

export interface StaticSite {
  readonly fetch: Fetch;
  /** Paths that were asked for, in order, since the last call. */
  takeRequests(): string[];
  /** What the site answers for a path instead of its file; undefined for what is in the folder. */
  replace(path: string, answer: (() => Response | Promise<Response>) | undefined): void;
  /** As it was in the beginning. */
  reset(): void;
}

/** Serves a folder as a web server does. */
export function serveFolder(folder: () => string): StaticSite {
  let requests: string[] = [];
  const replaced = new Map<string, () => Response | Promise<Response>>();
  return {
    fetch: async (url) => {
      const name = url.replace(SITE, '');
      requests.push(name);
      const answer = replaced.get(name);
      if (answer) return answer();
      try {
        return new Response(readFileSync(path.join(folder(), name)));
      } catch {
        return new Response('', { status: 404 });
      }
    },
    takeRequests: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    reset: () => {
      requests = [];
      replaced.clear();
    },
    replace: (name, answer) => {
      if (answer) replaced.set(name, answer);
      else replaced.delete(name);
    },
  };
}
