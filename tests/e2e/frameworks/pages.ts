import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { compile } from 'svelte/compiler';
import { build, type InlineConfig, type Plugin } from 'vite';
import { SCRATCH } from '../../../scripts/setup/project.ts';
import { record } from './recorder.ts';
import { ROOT_ID } from './story.ts';

export const FRAMEWORKS = ['React', 'Vue', 'Svelte', 'Lit', 'no framework'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

const FOLDERS: Record<Framework, string> = {
  React: 'react',
  Vue: 'vue',
  Svelte: 'svelte',
  Lit: 'lit',
  'no framework': 'plain',
};

/**
 * Writes the framework's part of a page, as its module `server.ts` exports it.
 *
 * @param rest is kept when the page has drawn what came so far: a server that streams sends the rest then.
 */
export type RenderPage = (rest: Promise<void>) => Promise<ReadableStream>;

/** Where a page of a framework stands on the test server. */
export function pageOf(framework: Framework): string {
  return `frameworks/${FOLDERS[framework]}/`;
}

/** Lit would say on the console that it is built for development, as it is meant to be. */
const QUIET_LIT = "globalThis.litIssuedWarnings = new Set(['dev-mode'])";

const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Money for machines</title>
<script>(${record.toString()})();${QUIET_LIT}</script>
<script>requestAnimationFrame(() => fetch('rest'))</script>
<script type="module" src="client.js"></script>
<style>ul { padding: 1em } .short { inline-size: 20em }</style>
</head>
<body><div id="${ROOT_ID}">`;

/** Bundles every framework's page, and answers requests for them. */
export async function createFrameworkServer(): Promise<
  (request: IncomingMessage, response: ServerResponse) => void
> {
  const folders = Object.values(FOLDERS);
  const [clients, servers] = await Promise.all([buildClients(folders), buildServers(folders)]);
  const held = new Map<string, () => void>();

  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [folder = '', file = ''] = pathname.split('/').slice(2);
    const script = clients.get(file === 'client.js' ? `${folder}.js` : file);
    if (file === 'rest') {
      held.get(folder)?.();
      response.writeHead(204).end();
    } else if (file === '' && folders.includes(folder)) {
      const rest = new Promise<void>((resolve) => held.set(folder, resolve));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      void writePage(response, () => servers[folder]!(rest));
    } else if (script === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
  };
}

async function writePage(response: ServerResponse, render: () => Promise<ReadableStream>): Promise<void> {
  response.write(HEAD);
  for await (const chunk of Readable.fromWeb((await render()) as import('node:stream/web').ReadableStream)) {
    response.write(chunk);
  }
  response.end('</div></body></html>');
}

/** Development builds: they say on the console what they find wrong with the page. */
const SHARED: InlineConfig = {
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  mode: 'development',
  define: {
    'process.env.NODE_ENV': '"development"',
    // Vue asks for these by their names, on the console.
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
  },
};

/** @returns Scripts by file name. */
async function buildClients(folders: readonly string[]): Promise<Map<string, string>> {
  const result = await build({
    ...SHARED,
    plugins: [svelte('client')],
    build: {
      write: false,
      target: 'esnext',
      minify: false,
      rollupOptions: {
        input: inputOf(folders, 'client'),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-chunk.js' },
      },
    },
  });
  const { output } = result as unknown as { output: readonly { fileName: string; code: string }[] };
  return new Map(output.map(({ fileName, code }) => [fileName, code]));
}

async function buildServers(folders: readonly string[]): Promise<Record<string, RenderPage>> {
  const outDir = path.join(SCRATCH, 'frameworks');
  await build({
    ...SHARED,
    plugins: [svelte('server')],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rollupOptions: { input: inputOf(folders, 'server'), output: { entryFileNames: '[name].mjs' } },
    },
  });
  const modules = folders.map(async (folder) => {
    const file = pathToFileURL(path.join(outDir, `${folder}.mjs`)).href;
    const { render } = (await import(/* @vite-ignore */ file)) as { render: RenderPage };
    return [folder, render] as const;
  });
  return Object.fromEntries(await Promise.all(modules));
}

function inputOf(folders: readonly string[], side: 'client' | 'server'): Record<string, string> {
  return Object.fromEntries(
    folders.map((folder) => [folder, path.join(import.meta.dirname, folder, `${side}.ts`)]),
  );
}

/** What `@sveltejs/vite-plugin-svelte` does, as far as these pages need it. */
function svelte(generate: 'client' | 'server'): Plugin {
  return {
    name: 'factmark:svelte',
    transform(code, filename) {
      if (!filename.endsWith('.svelte')) return undefined;
      const { js } = compile(code, { filename, generate, dev: true });
      return { code: js.code, map: js.map };
    },
  };
}
