import path from 'node:path';

/** Folder of the project, absolute. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Everything that scripts and tests leave behind: builds, profiles, screenshots, results. Not in git. */
export const SCRATCH = path.join(ROOT, '.factmark');

/** Trouble that the person at the terminal can do something about. The message is one sentence that says what. */
export class SetupError extends Error {
  override readonly name: string = 'SetupError';
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read or written',
  ENOSPC: 'there is no room left to write it',
};

/** What the person at the terminal can act on, in a sentence; undefined for our own mistakes, which keep their stacks. */
function describeTrouble(error: unknown): string | undefined {
  if (error instanceof SetupError) return error.message;
  if (!(error instanceof Error)) return undefined;
  const { code = '', path: file, syscall, message } = error as NodeJS.ErrnoException;
  if (code.startsWith('ERR_PARSE_ARGS')) return message;
  if (syscall === undefined || file === undefined) return undefined;
  const sentence = SYSTEM_ERRORS[code];
  return sentence === undefined ? message : `${file}: ${sentence}`;
}

/** Runs a script's main function; an expected trouble ends it with its sentence alone, without a stack. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const sentence = describeTrouble(error);
    if (sentence === undefined) throw error;
    console.error(sentence);
    process.exitCode = 1;
  }
}
