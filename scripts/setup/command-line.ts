import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty';
import { runMain, SetupError } from './project.ts';

/** Runs a command with what stands on the command line. Trouble that a person can mend ends it with a sentence and 1. */
export async function runCommandLine<Args extends ArgsDef>(command: CommandDef<Args>): Promise<void> {
  const rawArgs = process.argv.slice(2);
  await runMain(async () => {
    if (rawArgs.some((arg) => arg === '--help' || arg === '-h')) {
      console.log(await renderUsage(command));
      return 0;
    }
    try {
      await runCommand(command, { rawArgs });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'CLIError') throw error;
      throw new SetupError(`${await renderUsage(command)}\n\n${error.message}`, { cause: error });
    }
    return Number(process.exitCode ?? 0);
  });
}

/** Every value of an option that may be given several times; citty keeps the last one only. */
export function valuesOf(rawArgs: readonly string[], name: string): string[] {
  return rawArgs.flatMap((arg, index) => {
    if (arg.startsWith(`--${name}=`)) return [arg.slice(name.length + 3)];
    const value = rawArgs[index + 1];
    return arg === `--${name}` && value !== undefined ? [value] : [];
  });
}

/**
 * Reads a list of known words, separated by commas, e.g. "chromium,firefox".
 *
 * @returns undefined if there is none.
 * @throws SetupError for a word that is not known.
 */
export function choose<Word extends string>(option: string, list: string, known: readonly Word[]): Word[];
export function choose<Word extends string>(
  option: string,
  list: string | undefined,
  known: readonly Word[],
): Word[] | undefined;
export function choose<Word extends string>(
  option: string,
  list: string | undefined,
  known: readonly Word[],
): Word[] | undefined {
  return list?.split(',').map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined) throw new SetupError(`${option} knows ${known.join(', ')}, and not "${word}"`);
    return found;
  });
}

/** @throws SetupError if the text is no whole number of 1 or more. */
export function readCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new SetupError(`${option} takes a count of 1 or more, and not "${text}"`);
  return count;
}
