import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserFamily } from '../../setup/find-browser.ts';

/** Pages of memory are of this size on every system that the benchmark runs on. */
const PAGE_BYTES = 4_096;
const SAMPLE_MS = 100;
/** Linux has counted CPU time for programs in hundredths of a second on every machine of the last decades. */
const TICKS_PER_SECOND = 100;

/** What one process took over a while. */
export interface ProcessUse {
  /** Bytes by which the process' own memory rose above where it stood, at its highest. */
  readonly memory: number;
  /** Seconds of CPU time of the thread that had the most. */
  readonly threadSeconds: number;
}

/**
 * Watches the process that runs the extension's pages and workers, of a browser that this process started.
 * What counts is memory that the process shares with no other: heaps, buffers, stacks and all.
 *
 * @returns ends the watch; undefined where the system does not tell (it takes Linux).
 */
export function watchExtensionProcess(family: BrowserFamily): (() => ProcessUse) | undefined {
  const pid = findExtensionProcess(family);
  if (pid === undefined) return undefined;
  const start = ownMemory(pid);
  const spentBefore = threadTimes(pid);
  let most = start;
  /** The thread may be gone at the end: what it had by then counts. */
  const spent = new Map<string, number>();
  const sample = () => {
    most = Math.max(most, ownMemory(pid));
    for (const [thread, seconds] of threadTimes(pid)) {
      spent.set(thread, seconds - (spentBefore.get(thread) ?? 0));
    }
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    sample();
    return { memory: most - start, threadSeconds: Math.max(0, ...spent.values()) };
  };
}

/** CPU seconds of each thread, by its id. */
function threadTimes(pid: number): Map<string, number> {
  return new Map(
    list(`${pid}/task`).map((thread) => {
      // User and system time are the twelfth and thirteenth field after the name, which may hold anything.
      const fields = read(pid, `task/${thread}/stat`)
        .replace(/^.*\) /s, '')
        .split(' ');
      return [thread, (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND];
    }),
  );
}

/** The largest one that looks like it, among the descendants of this process. */
function findExtensionProcess(family: BrowserFamily): number | undefined {
  const isOfExtension = (pid: number) =>
    family === 'chromium'
      ? read(pid, 'cmdline').includes('--extension-process')
      : read(pid, 'comm').trim() === 'WebExtensions';
  return descendants()
    .filter(isOfExtension)
    .toSorted((a, b) => ownMemory(b) - ownMemory(a))[0];
}

function descendants(): number[] {
  const children = new Map<number, number[]>();
  for (const name of list('')) {
    const pid = Number(name);
    // The parent's id is the second field after the name, which is in brackets and may hold anything.
    const parent = Number(/\) \S (\d+) /.exec(read(pid, 'stat'))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [process.pid];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found.slice(1);
}

/** Numbered entries of a folder of /proc. */
function list(folder: string): string[] {
  try {
    return readdirSync(`/proc/${folder}`).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function ownMemory(pid: number): number {
  const [, resident = 0, shared = 0] = read(pid, 'statm').split(' ').map(Number);
  return (resident - shared) * PAGE_BYTES;
}

/** Empty for a process that is gone. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
