/**
 * Makes what is uploaded to the stores beside the packages: pictures of the real extension at work and tiles,
 * in every language, and the texts of docs/store as files to paste. Makes the pictures of the documents, too.
 *
 *   npm run store-pictures [-- BROWSER… LANGUAGE…]    → .output/store/BROWSER/LANGUAGE, docs/pictures
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, type Language } from '../lib/model/settings.ts';
import { launchBrowser } from '../tests/e2e/drivers/launch.ts';
import { startFixtureServer } from '../tests/e2e/fixture-server.ts';
import { renderIcon } from './icons/render-icons.ts';
import { capture, captureManaged, PAGE, PIECES, type Piece } from './pictures/capture.ts';
import { Composer, type Material, STORE_PICTURES, toDataAddress } from './pictures/compose.ts';
import { readStoreTexts, writeStoreTexts } from './pictures/store-texts.ts';
import { buildExtension } from './setup/build-extension.ts';
import { BROWSER_FAMILIES, type BrowserFamily } from './setup/find-browser.ts';
import { findOrInstallBrowser, installMissingFonts } from './setup/install-packages.ts';
import { ROOT, runMain, SCRATCH, SetupError } from './setup/project.ts';

const OUTPUT = path.join(ROOT, '.output/store');
const RAW = path.join(SCRATCH, 'pictures');

/** The pictures of the documents: file in docs/pictures → piece that is shown there. */
const DOCUMENT_PICTURES: Readonly<Record<string, Piece>> = {
  tooltip: 'tooltip',
  'tooltip-dark': 'tooltip-dark',
  reasons: 'reasons',
  popup: 'popup',
  panel: 'panel',
  import: 'import',
};

await runMain(async () => {
  const { families, languages } = readArguments(process.argv.slice(2));
  await installMissingFonts();
  const composer = await Composer.open();
  try {
    for (const family of families) {
      for (const language of languages) {
        console.log(`${family}, ${language} …`);
        const folder = path.join(RAW, family, language);
        await photograph(family, language, folder);
        const material = readMaterial(language, folder);
        await composeAll(composer, material, path.join(OUTPUT, family, language));
        if (family === 'chromium' && language === 'en') await updateDocuments(composer, material);
      }
    }
    if (families.includes('firefox') && languages.includes('en')) await updateManaged(composer);
  } finally {
    await composer.close();
  }
  console.log(`Open ${path.relative(process.cwd(), OUTPUT)}`);
  return 0;
});

/** Each language in a browser of its own: what one kept does not show in the next. */
async function photograph(family: BrowserFamily, language: Language, folder: string): Promise<void> {
  const { executablePath } = await findOrInstallBrowser(family);
  const extensionFolder = await buildExtension(family, 'trial');
  const server = await startFixtureServer();
  try {
    const browser = await launchBrowser(family, {
      ...{ executablePath, extensionFolder, isHeadless: true, viewport: PAGE },
    });
    try {
      await capture(browser, server, language, folder);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

function readMaterial(language: Language, folder: string): Material {
  const pieces = Object.fromEntries(
    PIECES.map((piece) => [piece, toDataAddress(path.join(folder, `${piece}.png`))]),
  ) as Record<Piece, string>;
  return { language, pieces, captions: readStoreTexts(language).captions };
}

async function composeAll(composer: Composer, material: Material, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, { html, size }] of Object.entries(STORE_PICTURES)) {
    writeFileSync(path.join(folder, `${name}.png`), await composer.draw(html(material), size));
  }
  writeFileSync(path.join(folder, 'logo-300.png'), renderIcon(300));
  writeStoreTexts(material.language, folder);
}

async function updateDocuments(composer: Composer, { pieces }: Material): Promise<void> {
  for (const [name, piece] of Object.entries(DOCUMENT_PICTURES)) {
    writeFileSync(path.join(ROOT, 'docs/pictures', `${name}.webp`), await composer.toWebp(pieces[piece]));
  }
}

/** The settings in a Firefox that an organisation manages, for administrators: by the policy file that they copy. */
async function updateManaged(composer: Composer): Promise<void> {
  const home = path.join(RAW, 'managed');
  rmSync(home, { recursive: true, force: true });
  const policies = path.join(home, '.mozilla/managed-storage');
  mkdirSync(policies, { recursive: true });
  const policy = readFileSync(path.join(ROOT, 'docs/policies/firefox-single-reader.json'), 'utf8');
  writeFileSync(path.join(policies, `${(JSON.parse(policy) as { name: string }).name}.json`), policy);
  const browser = await launchBrowser('firefox', {
    executablePath: (await findOrInstallBrowser('firefox')).executablePath,
    extensionFolder: await buildExtension('firefox', 'trial'),
    ...{ isHeadless: true, viewport: PAGE, home },
  });
  try {
    const file = path.join(home, 'managed.png');
    await captureManaged(browser, file);
    const picture = await composer.toWebp(toDataAddress(file));
    writeFileSync(path.join(ROOT, 'docs/pictures/managed.webp'), picture);
  } finally {
    await browser.close();
  }
}

/** What is left out means all. */
function readArguments(args: readonly string[]): {
  readonly families: readonly BrowserFamily[];
  readonly languages: readonly Language[];
} {
  const families = BROWSER_FAMILIES.filter((family) => args.includes(family));
  const languages = LANGUAGES.filter((language) => args.includes(language));
  if (families.length + languages.length !== args.length)
    throw new SetupError(
      `Usage: npm run store-pictures [-- ${BROWSER_FAMILIES.join(' | ')} | ${LANGUAGES.join(' | ')} …]`,
    );
  return {
    families: families.length > 0 ? families : BROWSER_FAMILIES,
    languages: languages.length > 0 ? languages : LANGUAGES,
  };
}
