/** What scripts/package uses of Firefox's linter, which has no types of its own. */
declare module 'addons-linter' {
  import type { LintReport } from './lint-firefox.ts';

  interface Options {
    readonly config: {
      /** The package, as the command line's argument. */
      readonly _: readonly string[];
      readonly logLevel: string;
      readonly output: string;
      shouldScanFile(file: string): boolean;
    };
    /** Otherwise it ends the process. */
    readonly runAsBinary: false;
  }

  const linter: { createInstance(options: Options): { run(): Promise<LintReport> } };
  export default linter;
}
