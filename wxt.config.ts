import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { manifestMessageFiles } from './lib/locale/manifest-messages.ts';
import { bareScripts, squeezedScripts } from './scripts/setup/bare-scripts.ts';
import { compileMessages } from './scripts/setup/compile-messages.ts';
import { flatIcons } from './scripts/setup/flat-icons.ts';
import { inlineTokens } from './scripts/setup/inline-tokens.ts';
import { noCodeFromStrings } from './scripts/setup/no-code-from-strings.ts';
import { noRequests } from './scripts/setup/no-requests.ts';
import { pdfAssets } from './scripts/setup/pdf-assets.ts';

/**
 * Hosts that the build may read without asking. Empty in a release. `npm start` and the end-to-end
 * tests pass the sample article's own origin, because a permission prompt cannot be answered headless.
 */
const grantedHosts = (process.env.FACTMARK_GRANTED_HOSTS ?? '').split(',').filter(Boolean);

/**
 * Tighter than what browsers do by themselves: scripts of the package alone, no plug-ins, no other base for
 * addresses, no forms that lead anywhere, and no frame of a page of ours but in a page of ours (Firefox's
 * background updates packs in one). Firefox's own policy asks for encryption, and so does this.
 */
function contentSecurityPolicy(browser: string): string {
  const policy = [
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ];
  return [...policy, ...(browser === 'firefox' ? ['upgrade-insecure-requests'] : [])].join('; ');
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    // The manifests ask for these. For older browsers Vite would rewrite light-dark(), at twice the size.
    build: { target: ['chrome140', 'firefox140'] },
    // A worker loads messages as it needs them, which only a module can.
    worker: { format: 'es', plugins: () => [noCodeFromStrings()] },
    plugins: [
      compileMessages(),
      noCodeFromStrings(),
      noRequests(),
      bareScripts(),
      squeezedScripts(),
      flatIcons(),
      inlineTokens(),
      preact({ prefreshEnabled: false, devToolsEnabled: false }),
    ],
  }),
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      files.push(...manifestMessageFiles(), ...pdfAssets());
    },
    'build:manifestGenerated': (_wxt, manifest) => {
      // WXT takes the title of the popup's document, which cannot be translated.
      if (manifest.action) manifest.action.default_title = '__MSG_actionTitle__';
      if (manifest.sidebar_action) manifest.sidebar_action.default_title = '__MSG_sidebarTitle__';
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+F' },
        description: '__MSG_commandOpenPopup__',
      },
      'next-mention': {
        suggested_key: { default: 'Alt+Shift+Period' },
        description: '__MSG_commandNextMention__',
      },
      'previous-mention': {
        suggested_key: { default: 'Alt+Shift+Comma' },
        description: '__MSG_commandPreviousMention__',
      },
      'look-up': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandLookUp__',
      },
      // Chromium takes no more than four suggestions: readers choose keys for these.
      'open-panel': { description: '__MSG_commandOpenPanel__' },
      'open-mention': { description: '__MSG_commandOpenMention__' },
      'pin-tooltip': { description: '__MSG_commandPinTooltip__' },
      'close-tooltip': { description: '__MSG_commandCloseTooltip__' },
    },
    omnibox: { keyword: 'fact' },
    // alarms: looking for newer versions of subscribed packs. offscreen: where Chromium lets a worker check
    // and store them while no page of ours is open; Firefox's background has a document of its own for that.
    permissions: [
      'storage',
      'unlimitedStorage',
      'scripting',
      'activeTab',
      'alarms',
      'contextMenus',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    content_security_policy: { extension_pages: contentSecurityPolicy(browser) },
    optional_host_permissions: ['<all_urls>'],
    ...(grantedHosts.length > 0 ? { host_permissions: grantedHosts } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'factmark@factmark.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : // Without this key Chromium turns typed arrays in messages into empty objects, without a word.
        {
          message_serialization: 'structured_clone',
          storage: { managed_schema: 'managed-schema.json' },
          minimum_chrome_version: '140',
        }),
  }),
});
