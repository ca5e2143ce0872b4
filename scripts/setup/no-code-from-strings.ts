import path from 'node:path';
import type { Plugin } from 'vite';

const ZOD_CORE = path.join('zod', 'v4', 'core') + path.sep;

/** Where zod asks whether it may make code out of strings, and where it makes it: file → what stands there → what comes there. */
const PLACES: Readonly<Record<string, readonly [before: RegExp, after: string]>> = {
  'util.js': [/const F = Function;\s+new F\(""\);\s+return true;/, 'return false;'],
  'doc.js': [
    /const F = Function;/,
    'const F = () => { throw new Error("This package makes no code of strings"); };',
  ],
};

/**
 * Takes out of zod what makes code of strings. The policy of the extension forbids it anyway, and `jitless`
 * keeps zod from trying; so a reviewer who looks for it in the package finds it in pdf.js alone.
 *
 * @throws Error if zod no longer says what this looks for.
 */
export function noCodeFromStrings(): Plugin {
  return {
    name: 'factmark:no-code-from-strings',
    enforce: 'pre',
    transform(code, id) {
      const [file = ''] = id.split('?');
      const place = file.includes(ZOD_CORE) ? PLACES[path.basename(file)] : undefined;
      if (!place) return undefined;
      const [before, after] = place;
      if (!before.test(code)) throw new Error(`${file} has no ${before}: look at what zod does there now`);
      return { code: code.replace(before, after), map: null };
    },
  };
}
