import type { TestProject } from 'vitest/node';
import { buildExtension, extensionFolder } from '../../scripts/setup/build-extension.ts';
import { BROWSER_FAMILIES, type BrowserFamily } from '../../scripts/setup/find-browser.ts';
import { findOrInstallBrowser } from '../../scripts/setup/install-packages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    executablePaths: Record<BrowserFamily, string>;
    trialFolders: Record<BrowserFamily, string>;
    releaseFolders: Record<BrowserFamily, string>;
  }
}

/** Makes sure that both browsers and all builds are there; fails the run if not. */
export default async function setUp(project: TestProject): Promise<void> {
  const executablePaths: Partial<Record<BrowserFamily, string>> = {};
  for (const family of BROWSER_FAMILIES) {
    executablePaths[family] = (await findOrInstallBrowser(family)).executablePath;
    await buildExtension(family, 'trial');
    await buildExtension(family, 'release');
  }
  project.provide('executablePaths', executablePaths as Record<BrowserFamily, string>);
  project.provide('trialFolders', foldersOf('trial'));
  project.provide('releaseFolders', foldersOf('release'));
}

function foldersOf(kind: 'trial' | 'release'): Record<BrowserFamily, string> {
  return { chromium: extensionFolder('chromium', kind), firefox: extensionFolder('firefox', kind) };
}
