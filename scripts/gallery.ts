// Pictures of every state of the popup, the settings page and the tooltip, side by side on one page: for
// the eye, where tests/components/gallery.test.ts and tooltip-gallery.test.ts check what can be counted.
//   npm run gallery -- --states "^settings-import"
//   npm run gallery -- --languages de,ar            in these languages, at the usual and at a narrow width
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defineCommand } from 'citty';
import { LANGUAGES, type Language } from '../lib/model/settings.ts';
import { type Gallery, openGallery } from '../tests/components/gallery/open-gallery.ts';
import { choose, runCommandLine } from './setup/command-line.ts';
import { SCRATCH } from './setup/project.ts';

interface Look {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  readonly width: 'usual' | 'narrow';
  readonly direction?: 'rtl';
  readonly forcedColors?: boolean;
  readonly language?: Language;
}

const LOOKS: readonly Look[] = [
  { name: 'light', theme: 'light', width: 'usual' },
  { name: 'dark', theme: 'dark', width: 'usual' },
  { name: 'narrow', theme: 'light', width: 'narrow' },
  { name: 'right-to-left', theme: 'light', width: 'narrow', direction: 'rtl' },
  { name: 'forced-colours', theme: 'dark', width: 'usual', forcedColors: true },
];

/** Arabic brings its own direction. */
function looksIn(language: Language): Look[] {
  const direction = language === 'ar' ? ({ direction: 'rtl' } as const) : {};
  return (['usual', 'narrow'] as const).map((width) => ({
    name: width === 'usual' ? language : `${language}-narrow`,
    theme: 'light',
    width,
    language,
    ...direction,
  }));
}

/** CSS pixels: the popup as browsers draw it, a page on a small screen, a page for a tooltip to lie on. */
const SIZES = {
  popup: { width: 400, height: 560 },
  panel: { width: 360, height: 760 },
  settings: { width: 1100, height: 760 },
  welcome: { width: 1100, height: 760 },
  tooltip: { width: 640, height: 520 },
} as const;
const NARROW = 320;

async function takePictures(wanted: RegExp, looks: readonly Look[]): Promise<void> {
  const folder = path.join(SCRATCH, 'gallery');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const gallery = await openGallery();
  try {
    const states = (await gallery.listStates()).filter((state) => wanted.test(state));
    for (const [index, state] of states.entries()) {
      console.log(`${index + 1} of ${states.length}: ${state}`);
      for (const look of looks) await takePicture(gallery, folder, state, look);
    }
    writeFileSync(path.join(folder, 'index.html'), contactSheet(states, looks));
  } finally {
    await gallery.close();
  }
  console.log(`\nOpen ${path.relative(process.cwd(), path.join(folder, 'index.html'))}`);
}

async function takePicture(gallery: Gallery, folder: string, state: string, look: Look): Promise<void> {
  const surface = state.split('-')[0] as keyof typeof SIZES;
  const { width, height } = SIZES[surface];
  await gallery.page.emulateMedia({
    forcedColors: look.forcedColors ? 'active' : 'none',
    colorScheme: look.theme,
  });
  const size = { width: look.width === 'narrow' ? NARROW : width, height };
  await gallery.show(state, size, look.theme, look.direction, look.language);
  await gallery.page.screenshot({
    path: path.join(folder, fileOf(state, look)),
    fullPage: surface === 'settings',
    animations: 'disabled',
  });
}

function fileOf(state: string, { name }: Look): string {
  return `${state}.${name}.png`;
}

function contactSheet(states: readonly string[], looks: readonly Look[]): string {
  const figure = (state: string, look: Look) =>
    `<figure><img loading="lazy" src="${fileOf(state, look)}" alt=""><figcaption>${look.name}</figcaption></figure>`;
  const rows = states.map(
    (state) =>
      `<section><h2>${state}</h2><div>${looks.map((look) => figure(state, look)).join('')}</div></section>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Factmark: every state</title>
<style>
  body { font: 14px system-ui, sans-serif; background: #777; color: #fff; margin: 24px }
  div { display: flex; gap: 16px; overflow-x: auto; align-items: start }
  figure { margin: 0 }
  img { max-height: 560px; display: block }
</style>
${rows.join('\n')}
</html>
`;
}

await runCommandLine(
  defineCommand({
    meta: { name: 'gallery', description: 'Takes a picture of every state in every look.' },
    args: {
      states: { type: 'string', default: '', description: 'Names of states, as a regular expression' },
      languages: { type: 'string', default: '', description: 'Languages; without, English in every look' },
    },
    run: ({ args: { states, languages } }) => {
      const spoken = languages === '' ? [] : choose('--languages', languages, LANGUAGES);
      return takePictures(new RegExp(states), spoken.length === 0 ? LOOKS : spoken.flatMap(looksIn));
    },
  }),
);
