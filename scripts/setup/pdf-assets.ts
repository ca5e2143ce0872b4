import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.ts';

const CMAPS = path.join(ROOT, 'node_modules/pdfjs-dist/cmaps');
const DECODERS = path.join(ROOT, 'node_modules/pdfjs-dist/wasm');

/**
 * Tables with which the viewer reads texts in East Asian fonts that a PDF names and does not carry, and the
 * decoder of JPEG 2000, as scans have it: in JavaScript, because the policy of our pages has no WebAssembly.
 */
export function pdfAssets(): { readonly absoluteSrc: string; readonly relativeDest: string }[] {
  const tables = readdirSync(CMAPS)
    .filter((file) => file.endsWith('.bcmap') || file === 'LICENSE')
    .map((file) => ({ absoluteSrc: path.join(CMAPS, file), relativeDest: `cmaps/${file}` }));
  const decoders = ['openjpeg_nowasm_fallback.js', 'LICENSE_OPENJPEG', 'LICENSE_PDFJS_OPENJPEG'];
  return [
    ...tables,
    ...decoders.map((file) => ({ absoluteSrc: path.join(DECODERS, file), relativeDest: `decoders/${file}` })),
  ];
}
