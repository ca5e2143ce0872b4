import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** Edges in pixels that browsers ask for: toolbar, menus, extension page, shop. */
export const ICON_SIZES = [16, 32, 48, 96, 128] as const;

/** The icon at one size, as PNG. The same bytes on every machine: no font, no browser takes part. */
export function renderIcon(size: number): Uint8Array {
  const svg = readFileSync(path.join(import.meta.dirname, 'icon.svg'), 'utf8');
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}
