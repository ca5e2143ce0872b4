import path from 'node:path';
import type { Plugin } from 'vite';

/** Where Citation.js asks the network for what it cites: the whole file, in node_modules. */
const FETCHING = path.join('@citation-js', 'core', 'lib-mjs', 'util', 'fetchFile.js');

/** What the rest of Citation.js takes from that file. */
const NAMES = ['fetchFile', 'fetchFileAsync', 'setUserAgent'];

/**
 * Takes out of Citation.js what makes requests, two fetching libraries with it. We hand it all that it cites;
 * so that the package makes no request can be seen in the package.
 *
 * @throws Error if the file no longer exports what this replaces.
 */
export function noRequests(): Plugin {
  return {
    name: 'factmark:no-requests',
    enforce: 'pre',
    transform(code, id) {
      const [file = ''] = id.split('?');
      if (!file.endsWith(FETCHING)) return undefined;
      const missing = NAMES.filter((name) => !code.includes(`function ${name}(`));
      if (missing.length > 0)
        throw new Error(`${file} has no ${missing}: look at what Citation.js does there now`);
      const refuse = 'const refuse = () => { throw new Error("This package makes no requests to cite"); };';
      const exports = NAMES.map((name) => `export const ${name} = refuse;`);
      return { code: [refuse, ...exports, 'export default refuse;'].join('\n'), map: null };
    },
  };
}
