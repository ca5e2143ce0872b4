import { accessSync, constants, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupError } from './project.ts';

export const BROWSER_FAMILIES = ['chromium', 'firefox'] as const;
export type BrowserFamily = (typeof BROWSER_FAMILIES)[number];

export interface FoundBrowser {
  readonly family: BrowserFamily;
  readonly executablePath: string;
}

/** The part of `process` that says where programs are. */
type System = Pick<NodeJS.Process, 'platform' | 'env'>;

/** Program names in PATH, most wanted first. */
const LINUX_COMMANDS: Record<BrowserFamily, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox', 'firefox-esr', 'firefox-developer-edition'],
};

/** Folders that belong to PATH on a desktop and may be missing from it in a service or a container. */
const LINUX_FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/microsoft/msedge',
];

const MAC_PROGRAMS: Record<BrowserFamily, readonly string[]> = {
  chromium: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  firefox: [
    'Firefox.app/Contents/MacOS/firefox',
    'Firefox Developer Edition.app/Contents/MacOS/firefox',
    'Firefox Nightly.app/Contents/MacOS/firefox',
  ],
};

const WINDOWS_PROGRAMS: Record<BrowserFamily, readonly string[]> = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

/**
 * A browser of the family, or of any family (Chromium's first) if none is asked for.
 * FACTMARK_BROWSER, a program's path or its name in PATH, goes before the standard places.
 *
 * @throws SetupError if FACTMARK_BROWSER names nothing that can be run.
 */
export function findBrowser(
  family?: BrowserFamily,
  { platform, env }: System = process,
): FoundBrowser | undefined {
  const chosen = env.FACTMARK_BROWSER;
  if (chosen) {
    const executablePath = path.isAbsolute(chosen)
      ? onlyExecutable([chosen])
      : onlyExecutable(inPath([chosen], env));
    if (!executablePath) {
      throw new SetupError(
        `FACTMARK_BROWSER is "${chosen}", which is no program: give the path of a browser, or unset the variable.`,
      );
    }
    const chosenFamily = familyOf(executablePath);
    if (family === undefined || family === chosenFamily) return { family: chosenFamily, executablePath };
  }
  for (const candidate of family ? [family] : BROWSER_FAMILIES) {
    const executablePath = onlyExecutable(standardPlaces(candidate, { platform, env }));
    if (executablePath) return { family: candidate, executablePath };
  }
  return undefined;
}

function familyOf(executablePath: string): BrowserFamily {
  return /firefox|librewolf|waterfox/i.test(path.basename(executablePath)) ? 'firefox' : 'chromium';
}

function standardPlaces(family: BrowserFamily, { platform, env }: System): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', path.join(os.homedir(), 'Applications')];
    return MAC_PROGRAMS[family].flatMap((program) => folders.map((folder) => path.join(folder, program)));
  }
  if (platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA } = env;
    const folders = [PROGRAMFILES, env['PROGRAMFILES(X86)'], LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    return WINDOWS_PROGRAMS[family].flatMap((program) => folders.map((folder) => path.join(folder, program)));
  }
  return inPath(LINUX_COMMANDS[family], env, LINUX_FOLDERS);
}

function inPath(names: readonly string[], env: System['env'], moreFolders: readonly string[] = []): string[] {
  const folders = [...(env.PATH ?? '').split(path.delimiter).filter(Boolean), ...moreFolders];
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function onlyExecutable(candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return statSync(candidate).isFile();
    } catch {
      return false;
    }
  });
}
