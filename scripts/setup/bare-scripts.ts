import { type MinifyOptions, minify } from 'terser';
import type { Plugin } from 'vite';
import { shortenOwnNames } from './short-names.ts';

/** The module that WXT puts around a script that stands in no manifest. */
const WRAPPER = 'virtual:wxt-unlisted-script-entrypoint';

/** The module with which such a script says what it is. */
const DEFINE = 'wxt/dist/utils/define-unlisted-script';

/** What goes into web pages. */
const SCRIPTS = new Set(['page-begin.js', 'content-script.js', 'tooltip.js', 'look-up.js']);

const SQUEEZE: MinifyOptions = {
  ecma: 2020,
  compress: {
    ecma: 2020,
    passes: 6,
    keep_fargs: false,
    unsafe_arrows: true,
    // Safe where nobody changes the language's own objects, as in a world of our own.
    unsafe: true,
    // What is written the same way everywhere packs better than what is a letter shorter.
    lhs_constants: false,
    sequences: false,
    // Fixed by the standards: shorter, and found without asking the page's objects.
    global_defs: {
      'Node.ELEMENT_NODE': 1,
      'Node.TEXT_NODE': 3,
      'Node.DOCUMENT_POSITION_FOLLOWING': 4,
      '@Number.parseFloat': 'parseFloat',
    },
  },
};

/**
 * Minifies the scripts that go into web pages once more, after the bundler: it leaves constants and functions
 * that are used once where they are, 4 % of what every page loads.
 */
export function squeezedScripts(): Plugin {
  return {
    name: 'factmark:squeezed-scripts',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !SCRIPTS.has(file.fileName)) continue;
        const { code } = await minify(file.code, { ...SQUEEZE, ...shortenOwnNames() });
        if (!code) throw new Error(`Nothing is left of ${file.fileName}`);
        file.code = code;
      }
    },
  };
}

/**
 * Takes WXT's wrapper off the scripts that go into web pages: it adds a logger that is silent in a build,
 * and throws what is thrown anyway, in each of them, where every byte is loaded again for every page.
 *
 * @throws Error if the wrapper no longer begins as this expects.
 */
export function bareScripts(): Plugin {
  return {
    name: 'factmark:bare-scripts',
    transform(code, id) {
      // Ours are functions all: WXT asks whether they are. The PDF viewer calls the same definitions.
      if (id.includes(DEFINE))
        return { code: 'export const defineUnlistedScript = (main) => ({ main });', map: null };
      if (!id.includes(WRAPPER)) return undefined;
      const [definition] = /^import definition from .+$/m.exec(code) ?? [];
      if (!definition) throw new Error(`${WRAPPER} imports no definition: look at what WXT puts there now`);
      return { code: `${definition}\nexport default definition.main();`, map: null };
    },
  };
}
