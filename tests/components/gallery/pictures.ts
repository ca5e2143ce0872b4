import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { BrowserFamily } from '../../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../../scripts/setup/project.ts';

/*
 * Pictures of the tooltip and of pages as somebody has looked at them and found them good, and the comparison with those
 * taken now (docs/decisions). `FACTMARK_NEW_PICTURES=1 npx vitest run …` takes new ones, to be looked at.
 */

/** Size of a picture, CSS pixels. Fixed, so that a card that grows shows in it and not in its size. */
export const PICTURE_SIZE = { width: 416, height: 420 };

/**
 * Share of pixels that may differ from a picture by the same version of the browser: the size of a small
 * icon. A line of text is twenty times as much.
 */
export const MOST_DIFFERENT = 0.0005;
/**
 * The same for another version, which may smooth the edges of all letters differently. A missing line or
 * colour still shows; the accepted pictures of nobody's machine decide about everybody's.
 */
const MOST_DIFFERENT_ELSEWHERE = 0.01;

/** How different a pixel's colour must be to count, 0..1. */
const THRESHOLD = 0.2;

/** Shades of each of red, green and blue that accepted pictures are kept in. */
const SHADES = 32;

const ACCEPTED = path.join(import.meta.dirname, 'pictures');
const REFUSED = path.join(SCRATCH, 'pictures');

/**
 * Compares a picture with the accepted one of its name.
 *
 * @param version Of the browser, any text that changes with how it draws, e.g. "156".
 * @returns what is wrong, in a sentence; undefined if nothing is.
 */
export function comparePicture(
  family: BrowserFamily,
  version: string,
  name: string,
  taken: Buffer,
): string | undefined {
  const accepted = path.join(ACCEPTED, family, `${name}.png`);
  const versionFile = path.join(ACCEPTED, family, 'version.txt');
  if (process.env.FACTMARK_NEW_PICTURES) {
    mkdirSync(path.dirname(accepted), { recursive: true });
    writeFileSync(accepted, shrink(taken));
    writeFileSync(versionFile, `${version}\n`);
    return undefined;
  }
  const refuse = (files: Readonly<Record<string, Buffer>>, reason: string) => {
    mkdirSync(REFUSED, { recursive: true });
    const stem = path.join(REFUSED, `${family}.${name}`);
    for (const [kind, png] of Object.entries(files)) writeFileSync(`${stem}.${kind}.png`, png);
    return `${name} ${reason}; look at ${path.relative(process.cwd(), stem)}.*.png`;
  };
  if (!existsSync(accepted)) return refuse({ taken }, 'has no accepted picture');
  const one = PNG.sync.read(readFileSync(accepted));
  const other = PNG.sync.read(taken);
  if (one.width !== other.width || one.height !== other.height) {
    return refuse({ taken }, `is ${other.width}×${other.height} and not ${one.width}×${one.height}`);
  }
  const { count, difference } = differenceOf(one, other);
  const share = count / (one.width * one.height);
  const isSameVersion = readFileSync(versionFile, 'utf8').trim() === version;
  if (share <= (isSameVersion ? MOST_DIFFERENT : MOST_DIFFERENT_ELSEWHERE)) return undefined;
  return refuse(
    { taken, difference: PNG.sync.write(difference) },
    `differs in ${count} pixels, ${(share * 100).toFixed(2)} % (${family} ${version})`,
  );
}

/** Fewer shades, which no eye and no comparison sees, make half the bytes. */
function shrink(picture: Buffer): Buffer {
  const png = PNG.sync.read(picture);
  const step = 255 / (SHADES - 1);
  png.data.forEach((value, index) => {
    png.data[index] = Math.round(Math.round(value / step) * step);
  });
  return PNG.sync.write(png, { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 });
}

/** How many pixels of two pictures of one size differ. */
export function countDifferences(one: Buffer, other: Buffer): number {
  return differenceOf(PNG.sync.read(one), PNG.sync.read(other)).count;
}

function differenceOf(one: PNG, other: PNG): { count: number; difference: PNG } {
  const { width, height } = one;
  const difference = new PNG({ width, height });
  const count = pixelmatch(one.data, other.data, difference.data, width, height, { threshold: THRESHOLD });
  return { count, difference };
}
