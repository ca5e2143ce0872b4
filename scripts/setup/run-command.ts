import { spawn } from 'node:child_process';
import { ROOT } from './project.ts';

export interface CommandResult {
  /** undefined if the command was stopped by the time limit or could not start. */
  readonly exitCode: number | undefined;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/**
 * Runs a command to its end with nothing on its standard input and its output kept.
 * Past the time limit, the command and all that it started are killed. Never throws.
 *
 * @param env Added to this process's environment; undefined removes a variable.
 * @param cwd Folder to run it in; the project's by default.
 */
export function runCommand(
  [command = '', ...args]: readonly string[],
  {
    cwd = ROOT,
    env = {},
    limitMs = 300_000,
  }: { cwd?: string; env?: Record<string, string | undefined>; limitMs?: number } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const isWindows = process.platform === 'win32';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own can be killed whole; Windows has none, and runs npm.cmd only through a shell.
      detached: !isWindows,
      shell: isWindows && command.endsWith('.cmd'),
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const killAll = () => {
      if (child.pid === undefined || isWindows) child.kill('SIGKILL');
      else {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It ended in the meantime.
        }
      }
    };
    const stopWithUs = () => {
      killAll();
      process.exit(130);
    };
    process.once('SIGINT', stopWithUs);
    process.once('SIGTERM', stopWithUs);
    const timer = setTimeout(() => {
      output += `\nStopped after ${limitMs / 1000} s.`;
      isLate = true;
      killAll();
    }, limitMs);
    let isLate = false;
    const finish = (exitCode: number | undefined) => {
      clearTimeout(timer);
      process.off('SIGINT', stopWithUs);
      process.off('SIGTERM', stopWithUs);
      resolve({ exitCode: isLate ? undefined : exitCode, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(undefined);
    });
    child.on('close', (code) => finish(code ?? undefined));
  });
}

/** The command line that runs a script of package.json. */
export function npmScript(name: string, ...args: readonly string[]): string[] {
  const npm = process.env.npm_execpath;
  const command =
    npm && /\.c?js$/.test(npm)
      ? [process.env.npm_node_execpath ?? process.execPath, npm]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  return [...command, 'run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])];
}
