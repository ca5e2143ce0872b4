// Gets a fresh clone to the point where its own tools run. Built-in modules only: nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = path.join(ROOT, 'node_modules');
const OLDEST_NODE = 20;

/** Runs `npm ci` when node_modules is missing, half installed, or not what the lock file says. Exits the process on failure. */
export function installDependencies() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    fail(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer.`);
  if (isInstalled()) return;
  console.log('Installing dependencies (half a minute or so) …');
  const [command, ...prefix] = npmCommand();
  const npm = spawnSync(
    command,
    [...prefix, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=warn'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      shell: command === 'npm.cmd',
      maxBuffer: 64 * 2 ** 20,
      // `npm start --omit=dev` or NODE_ENV=production must not lead to a build without its tools.
      env: { ...process.env, NODE_ENV: '' },
    },
  );
  if (npm.status === 0 && isInstalled()) return;
  console.error(`${npm.stdout ?? ''}${npm.stderr ?? ''}${npm.error ?? ''}`);
  fail('npm ci failed (its output is above): check the network connection, then run the command again.');
}

/**
 * Runs a script of the project on the Node version that the project pins, with the terminal passed on.
 * @param {string} script Path from the project's root.
 * @param {string[]} args
 * @returns {Promise<number>} The script's exit code.
 */
export function runOnPinnedNode(script, args) {
  const bin = path.join(MODULES, '.bin');
  const child = spawn(pinnedNode(), [path.join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  // Ctrl-C reaches the child too, as both share the terminal; it cleans up, and this process waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) =>
      fail(`${script} did not start: ${error.message}. Remove node_modules and try again.`),
    );
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * npm writes node_modules/.package-lock.json when an install is complete, so that record, compared
 * with the lock file, says whether node_modules is what a fresh `npm ci` would give.
 */
function isInstalled() {
  const installed = readLock(path.join(MODULES, '.package-lock.json'));
  if (!installed || !existsSync(pinnedNode())) return false;
  const locked = readLock(path.join(ROOT, 'package-lock.json'));
  if (!locked)
    fail('package-lock.json is missing or broken: restore it with git checkout package-lock.json.');
  const isSame = (a, b) => a?.version === b?.version && a?.integrity === b?.integrity;
  return (
    Object.entries(locked).every(
      // Packages for other systems are in the lock file and optional; they are rightly not installed.
      ([folder, entry]) =>
        folder === '' || (entry.optional && !installed[folder]) || isSame(entry, installed[folder]),
    ) && Object.keys(installed).every((folder) => folder in locked)
  );
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function pinnedNode() {
  return path.join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** npm as it was called, run by the Node that it came with: the pinned one is about to be replaced. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && /\.c?js$/.test(npm)) return [node ?? process.execPath, npm];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
