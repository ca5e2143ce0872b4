import type { Plugin } from 'vite';

/** The module that WXT puts around a script that stands in no manifest. */
const WRAPPER = 'virtual:wxt-unlisted-script-entrypoint';

/** The module with which such a script says what it is. */
const DEFINE = 'wxt/dist/utils/define-unlisted-script';

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
