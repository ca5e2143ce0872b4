import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Output } from '../../../scripts/pack/output.ts';
import { type ExitCode, runPack } from '../../../scripts/pack/run.ts';

export interface Run {
  readonly code: ExitCode;
  /** What was printed: the answer. */
  readonly out: string;
  /** What was noted for a person. */
  readonly err: string;
}

/** A folder of its own for each test, and the commands run in it as a terminal without colours would. */
export function usePackCommands() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'factmark-pack-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const inFolder = (name: string) => path.join(folder, name);
  return {
    path: inFolder,
    write: async (name: string, content: string | Uint8Array) => {
      await writeFile(inFolder(name), content);
      return inFolder(name);
    },
    read: (name: string) => readFile(inFolder(name), 'utf8'),
    readBytes: async (name: string) => new Uint8Array(await readFile(inFolder(name))),
    async run(...args: readonly string[]): Promise<Run> {
      const lines: Record<'out' | 'err', string[]> = { out: [], err: [] };
      const output: Output = {
        print: (line) => lines.out.push(line),
        note: (line) => lines.err.push(line),
        isColored: false,
        style: (_style, text) => text,
        progress: () => ({ update: () => {}, stop: () => {} }),
      };
      const code = await runPack(args, output);
      return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
    },
  };
}
