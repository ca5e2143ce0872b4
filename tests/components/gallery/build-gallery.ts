import { readFileSync } from 'node:fs';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { build } from 'vite';
import { flatIcons } from '../../../scripts/setup/flat-icons.ts';
import { inlineTokens } from '../../../scripts/setup/inline-tokens.ts';

/** Built files of the gallery by their path, "/index.html" among them. */
export type GalleryFiles = ReadonlyMap<string, Buffer>;

const ICON = path.resolve(import.meta.dirname, '../../../public/icon/48.png');

/** Bundles the gallery in memory, as the extension's pages are bundled. */
export async function buildGallery(): Promise<GalleryFiles> {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [flatIcons(), inlineTokens(), preact({ prefreshEnabled: false, devToolsEnabled: false })],
    build: { write: false, target: 'esnext' },
  });
  const [built] = Array.isArray(result) ? result : [result];
  if (!built || !('output' in built)) throw new Error('The gallery was not built');
  const files = new Map<string, Buffer>([['/icon/48.png', readFileSync(ICON)]]);
  for (const file of built.output) {
    files.set(`/${file.fileName}`, Buffer.from(file.type === 'chunk' ? file.code : file.source));
  }
  return files;
}
