import path from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.ts';

/**
 * Bundles a module of the project for injecting into a page of the extension, where a test or a benchmark
 * can then call it.
 *
 * @param entry Path from the project's root.
 * @returns source text that defines a global object with the module's exports.
 */
export async function bundleModule(entry: string, name: string): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: path.join(ROOT, entry), formats: ['iife'], name },
    },
  });
  const [{ output }] = result as unknown as [{ output: { code: string }[] }];
  // A constant at the top of a script that is evaluated does not outlive it, nor in Firefox does the global
  // object that such a script sees: the window does.
  return `${output[0]!.code}\n;window.${name} = ${name};`;
}
