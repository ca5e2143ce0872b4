import path from 'node:path';

/** Folder of the project, absolute. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Everything that scripts and tests leave behind: builds, profiles, screenshots, results. Not in git. */
export const SCRATCH = path.join(ROOT, '.factmark');

/** Trouble that the person at the terminal can do something about. The message is one sentence that says what. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Runs a script's main function; an expected trouble ends it with its sentence alone, without a stack. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
