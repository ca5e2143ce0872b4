// Renders public/icon/*.png from scripts/icons/icon.svg: `npx node scripts/make-icons.ts`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ICON_SIZES, renderIcon } from './icons/render-icons.ts';

const folder = path.resolve(import.meta.dirname, '../public/icon');
mkdirSync(folder, { recursive: true });
for (const size of ICON_SIZES) writeFileSync(path.join(folder, `${size}.png`), renderIcon(size));
