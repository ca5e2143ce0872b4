import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ICON_SIZES, renderIcon } from '../../scripts/icons/render-icons.ts';

it.each(ICON_SIZES)(
  'the icon of %d pixels is drawn from the SVG as it stands (scripts/make-icons.ts)',
  (size) => {
    const file = path.resolve(import.meta.dirname, `../../public/icon/${size}.png`);
    expect(Buffer.from(renderIcon(size)).equals(readFileSync(file))).toBe(true);
  },
);
