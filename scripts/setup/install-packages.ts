import { existsSync, readFileSync } from 'node:fs';
import { type BrowserFamily, type FoundBrowser, findBrowser } from './find-browser.ts';
import { SetupError } from './project.ts';
import { runCommand } from './run-command.ts';

/** Packages that hold a browser, in the order to try: Debian's name, then Ubuntu's. */
const BROWSER_PACKAGES: Record<BrowserFamily, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser'],
  firefox: ['firefox-esr', 'firefox'],
};

const BROWSER_TITLES: Record<BrowserFamily, string> = {
  chromium: 'Chromium, Chrome or Edge',
  firefox: 'Firefox',
};

/** Fonts for the scripts that pages in tests are written in, and the language tag that fontconfig knows them by. */
const FONT_PACKAGES = [
  { lang: 'ja', fontPackage: 'fonts-noto-cjk' },
  { lang: 'und-zsye', fontPackage: 'fonts-noto-color-emoji' },
] as const;

/**
 * A browser of the family, or of any. Where there is none, Debian and Ubuntu get one from their own
 * packages if this process may install them.
 *
 * @throws SetupError if there is none and none can be installed.
 */
export async function findOrInstallBrowser(family?: BrowserFamily): Promise<FoundBrowser> {
  const found = findBrowser(family);
  if (found) return found;
  const wanted = family ?? 'chromium';
  if (canInstallPackages()) {
    console.log(`No browser found: installing ${wanted} from the distribution's packages …`);
    for (const name of BROWSER_PACKAGES[wanted]) {
      await installPackages([name]);
      const installed = findBrowser(wanted);
      if (installed) return installed;
    }
  }
  const title = family ? BROWSER_TITLES[family] : 'Chromium, Chrome, Edge or Firefox';
  throw new SetupError(`No browser found: install ${title}, or set FACTMARK_BROWSER to the path of one.`);
}

/** Installs fonts for East Asian scripts and emoji where tests would otherwise draw boxes; says so where it cannot. */
export async function installMissingFonts(): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing: string[] = [];
  for (const { lang, fontPackage } of FONT_PACKAGES) {
    const { exitCode, output } = await runCommand(['fc-list', `:lang=${lang}`, 'family']);
    if (exitCode !== 0 || output.trim() === '') missing.push(fontPackage);
  }
  if (missing.length === 0) return;
  if (!canInstallPackages()) {
    console.log(
      `Screenshots may show boxes for some scripts: install ${missing.join(' and ')} to mend that.`,
    );
    return;
  }
  console.log(`Installing fonts: ${missing.join(', ')} …`);
  await installPackages(missing);
}

function canInstallPackages(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Installs packages with apt-get; whether that helped, the caller sees from what it then finds. */
async function installPackages(names: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    runCommand(['apt-get', 'install', '--yes', '--no-install-recommends', ...names], {
      env,
      limitMs: 600_000,
    });
  const first = await install();
  if (first.exitCode === 0) return;
  // A fresh container has no package lists, and old lists name files that are gone.
  await runCommand(['apt-get', 'update'], { env, limitMs: 300_000 });
  const second = await install();
  if (second.exitCode !== 0)
    console.error(`apt-get could not install ${names.join(', ')}:\n${second.output.trim()}`);
}
