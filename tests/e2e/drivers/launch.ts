import type { BrowserFamily } from '../../../scripts/setup/find-browser.ts';
import { launchChromium } from './chromium.ts';
import type { BrowserDriver, LaunchOptions } from './driver.ts';
import { launchFirefox } from './firefox.ts';

const LAUNCH: Record<BrowserFamily, (options: LaunchOptions) => Promise<BrowserDriver>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

export function launchBrowser(family: BrowserFamily, options: LaunchOptions): Promise<BrowserDriver> {
  return LAUNCH[family](options);
}
