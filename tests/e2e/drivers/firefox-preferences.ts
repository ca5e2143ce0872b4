import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LaunchOptions } from './driver.ts';

const PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'browser.warnOnQuit': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  // Firefox's own requests, so that a recorded request is the extension's or the page's.
  'browser.newtabpage.activity-stream.feeds.section.topstories': false,
  'browser.newtabpage.activity-stream.feeds.topsites': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.suggest.enabled': false,
  'browser.search.update': false,
  'browser.urlbar.speculativeConnect.enabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  // Console calls of pages and extensions go to standard output, those of Firefox itself do not.
  'devtools.console.stdout.content': true,
  'devtools.console.stdout.chrome': false,
  // Headless Firefox claims to have no pointer: fine (2) and able to hover (4).
  'ui.primaryPointerCapabilities': 6,
  'ui.allPointerCapabilities': 6,
  // A permission that a click asks for is granted without a prompt, which nobody could answer.
  'extensions.webextOptionalPermissionPrompts': false,
  // Marionette listens on a port that the system picks: another program could take one that we picked.
  'marionette.port': 0,
};

/** Sets up a profile for a browser that is launched like this, and for its extension. */
export function writePreferences(
  profile: string,
  { proxyPort, storageLimit }: LaunchOptions,
  extensionHosts: Readonly<Record<string, string>>,
): void {
  write(profile, {
    ...PREFERENCES,
    'extensions.webextensions.uuids': JSON.stringify(extensionHosts),
    ...(proxyPort === undefined ? {} : proxyPreferences(proxyPort)),
    ...(storageLimit === undefined ? {} : storagePreferences(storageLimit)),
  });
}

/** Writes what Firefox reads when it starts with the profile. */
function write(profile: string, preferences: Readonly<Record<string, string | number | boolean>>): void {
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(path.join(profile, 'user.js'), `${lines.join('\n')}\n`);
}

function proxyPreferences(port: number): Record<string, string | number> {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
  };
}

/** What all origins together may store; here nobody but the extension stores anything. */
function storagePreferences(limit: number): Record<string, number> {
  // In units of 1024 bytes.
  return { 'dom.quotaManager.temporaryStorage.fixedLimit': Math.floor(limit / 1024) };
}
