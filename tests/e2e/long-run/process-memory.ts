import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Private memory of every process that this one has started, directly or not, in bytes.
 *
 * @returns undefined where the system does not tell.
 */
export function measureProcesses(): number | undefined {
  if (!existsSync('/proc/self/smaps_rollup')) return undefined;
  const parents = new Map(
    execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
  );
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === process.pid || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  let sum = 0;
  for (const pid of parents.keys()) if (isOurs(pid)) sum += readPrivateDirty(pid);
  return sum;
}

function readPrivateDirty(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1_024;
  } catch {
    // It ended meanwhile.
    return 0;
  }
}
