import path from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const CATALOGUE = /[\\/]lib[\\/]locale[\\/][\w-]+[\\/]\w+\.json$/;
const LOCALE = path.join('lib', 'locale') + path.sep;
const READY = '\0ready-messages';

/**
 * Compiles the catalogues of messages while the extension is built, so that no part of it carries the
 * parser of ICU MessageFormat or waits for it. What lib/locale/compile.ts does at run time, for tests and
 * scripts, is done already in a build: there, its place is taken by a function that puts catalogues together.
 */
export function compileMessages(): Plugin {
  return {
    name: 'factmark:compile-messages',
    enforce: 'pre',
    resolveId(source, importer) {
      return source === './compile.ts' && importer?.includes(LOCALE) ? READY : undefined;
    },
    load(id) {
      if (id !== READY) return undefined;
      return 'export const compileCatalogues = (locale, all) => ({ locale, messages: Object.assign({}, ...all) });';
    },
    transform(code, id) {
      if (!CATALOGUE.test(id)) return undefined;
      const messages = Object.entries(JSON.parse(code) as Record<string, string>);
      const compiled = messages.map(([name, message]) => [name, compileMessage(message)]);
      return { code: JSON.stringify(Object.fromEntries(compiled)), map: null };
    },
  };
}
