import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.ts';

const CMAPS = path.join(ROOT, 'node_modules/pdfjs-dist/cmaps');

/** Tables with which the viewer reads texts in East Asian fonts that a PDF names and does not carry. */
export function pdfAssets(): { readonly absoluteSrc: string; readonly relativeDest: string }[] {
  return readdirSync(CMAPS)
    .filter((file) => file.endsWith('.bcmap') || file === 'LICENSE')
    .map((file) => ({ absoluteSrc: path.join(CMAPS, file), relativeDest: `cmaps/${file}` }));
}
