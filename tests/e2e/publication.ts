import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateLines } from '../../scripts/generate-pack.ts';
import { runPack } from '../../scripts/pack/run.ts';
import type { PackServer } from './pack-server.ts';

const SILENT = {
  print: () => {},
  note: () => {},
  isColored: false,
  style: (_style: unknown, text: string) => text,
  progress: () => ({ update: () => {}, stop: () => {} }),
};

/** A signed pack that is published in parts. */
export interface Publication {
  readonly title: string;
  /** Publishes an edition as a curator does, and puts the folder on the server. */
  publish(edition: number): Promise<void>;
  /** Paths of what is published, without a slash before them. */
  paths(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export async function createPublication(server: PackServer): Promise<Publication> {
  const folder = await mkdtemp(path.join(tmpdir(), 'factmark-published-'));
  const key = path.join(folder, 'a.key');
  const site = path.join(folder, 'site');
  const run = async (...args: readonly string[]) => {
    if ((await runPack(args, SILENT)) !== 0) throw new Error(`The command failed: ${args.join(' ')}`);
  };
  await run('keygen', key);
  const paths = async () =>
    (await readdir(site, { recursive: true })).filter((name) => /\.(gz|json)$/.test(name));
  return {
    title: '300 invented entities with 1500 facts',
    async publish(edition) {
      const file = path.join(folder, 'pack.jsonl');
      const lines = generateLines({ entities: 300, facts: 1500, sources: 60, seed: 1, edition });
      await writeFile(file, [...lines].join(''));
      await run('publish', file, site, '--key', key);
      for (const name of await paths()) server.publish(`/${name}`, await readFile(path.join(site, name)));
    },
    paths,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
