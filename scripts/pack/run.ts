import { stripVTControlCharacters } from 'node:util';
import { renderUsage, runCommand } from 'citty';
import { PackStreamError } from '../../lib/pack/bytes.ts';
import { createCommands } from './commands.ts';
import { CommandError, type Output } from './output.ts';

/** 0: yes, done. 1: the answer is no. 2: it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** Runs `npm run pack -- …`. */
export async function runPack(rawArgs: readonly string[], output: Output): Promise<ExitCode> {
  let isYes = true;
  const commands = createCommands(output, () => {
    isYes = false;
  });
  const [name] = rawArgs;
  const subCommands = commands.subCommands as Record<string, typeof commands>;
  const chosen = name === undefined ? undefined : subCommands[name];
  const usage = async () => {
    const text = await (chosen ? renderUsage(chosen, commands) : renderUsage(commands));
    return output.isColored ? text : stripVTControlCharacters(text);
  };
  if (rawArgs.some((arg) => arg === '--help' || arg === '-h')) {
    output.print(await usage());
    return 0;
  }
  try {
    await runCommand(commands, { rawArgs: [...rawArgs] });
    return isYes ? 0 : 1;
  } catch (error) {
    if (!isExpected(error)) throw error;
    if (error.name === 'CLIError') output.note(await usage());
    output.note(output.isColored ? error.message : stripVTControlCharacters(error.message));
    return 2;
  }
}

/** What the person at the terminal can act on; anything else is our mistake and keeps its stack. */
function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error instanceof CommandError || error instanceof PackStreamError || error.name === 'CLIError';
}
