import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readManifest, verifyManifest } from '../../../lib/pack/publish/manifest.ts';
import { generateLines } from '../../../scripts/generate-pack.ts';
import { usePackCommands } from './run-pack.ts';

const textOf = (edition: number) =>
  [...generateLines({ entities: 200, facts: 1000, sources: 40, seed: 1, edition })].join('');

const { run, write, read, readBytes, path } = usePackCommands();

async function publish(edition: number, folder = 'site', ...args: string[]) {
  const file = await write(`pack-${edition}.jsonl`, textOf(edition));
  return run('publish', file, path(folder), ...args);
}
const list = async (folder = 'site') => (await readdir(path(folder), { recursive: true })).toSorted();
const manifestOf = async (folder = 'site') => readManifest(await readBytes(`${folder}/manifest.json`))!;

describe('pack publish', () => {
  it('writes static files: a manifest, its chunks, and the whole pack', async () => {
    const { code, out } = await publish(1);
    expect(code).toBe(0);
    expect(out).toMatch(
      /manifest\.json publishes 200 invented entities with 1000 facts 1\.0\.0: \d+ chunks, \d+ kB in all\./,
    );
    const { chunks, file, steps } = await manifestOf();
    expect(steps).toEqual([]);
    expect(await list()).toEqual(
      ['chunks', ...chunks.map(([hash]) => `chunks/${hash}.gz`), file.name, 'manifest.json'].toSorted(),
    );
    const texts = await Promise.all(
      chunks.map(async ([hash]) => gunzipSync(await readBytes(`site/chunks/${hash}.gz`))),
    );
    expect(Buffer.concat(texts).toString()).toBe(textOf(1));
    expect(gunzipSync(await readBytes(`site/${file.name}`)).toString()).toBe(textOf(1));
    expect((await stat(path(`site/${file.name}`))).size).toBe(file.size);
  });

  it('gives the same bytes for the same packs, key included', async () => {
    await run('keygen', path('a.key'));
    for (const folder of ['one', 'two']) {
      for (const edition of [1, 2]) await publish(edition, folder, '--key', path('a.key'));
    }
    expect(await list('one')).toEqual(await list('two'));
    for (const file of await list('one')) {
      if (!/\.\w+$/.test(file)) continue;
      expect(await readBytes(`one/${file}`), file).toEqual(await readBytes(`two/${file}`));
    }
  });

  it('says what an update costs, keeps what readers may be fetching, and drops what is older', async () => {
    await publish(1);
    const first = await manifestOf();
    await writeFile(path('site/index.html'), 'mine');
    await mkdir(path('site/.well-known'));
    const { out } = await publish(2, 'site', '--json');
    expect(JSON.parse(out)).toMatchObject({ version: '2.0.0', update: { from: '1.0.0', way: 'steps' } });
    expect(await list()).toEqual(
      expect.arrayContaining([first.file.name, ...first.chunks.map(([hash]) => `chunks/${hash}.gz`)]),
    );
    await publish(3);
    const third = await manifestOf();
    expect(third.steps).toHaveLength(2);
    const left = await list();
    const stale = first.chunks.map(([hash]) => `chunks/${hash}.gz`).filter((file) => left.includes(file));
    const used = new Set(third.chunks.map(([hash]) => `chunks/${hash}.gz`));
    expect(left).not.toContain(first.file.name);
    // The header of version 1 is in no later version.
    expect(stale).not.toContain(`chunks/${first.chunks[0]![0]}.gz`);
    expect(left).toEqual(
      expect.arrayContaining([
        'index.html',
        '.well-known',
        ...used,
        ...third.steps.map(({ part }) => `deltas/${part[0]}.gz`),
      ]),
    );
  });

  it('changes nothing when it runs again', async () => {
    await publish(1);
    await publish(2);
    const before = await read('site/manifest.json');
    const files = await list();
    expect((await publish(2)).code).toBe(0);
    expect(await read('site/manifest.json')).toBe(before);
    expect((await list()).length).toBeLessThanOrEqual(files.length);
  });

  it('signs the manifest, and the pack in its header', async () => {
    const { out } = await run('keygen', path('a.key'));
    await publish(1, 'site', '--key', path('a.key'));
    const text = await readBytes('site/manifest.json');
    const manifest = readManifest(text)!;
    expect(await verifyManifest(manifest, text)).toMatchObject({ state: 'valid', publicKey: out });
    const { code } = await run('verify', path(`site/${manifest.file.name}`), '--key', out);
    expect(code).toBe(0);
  });

  it('signs a pack whose header tells of a hand-over, though it has no signature yet', async () => {
    await run('keygen', path('old.key'));
    const { out } = await run('keygen', path('new.key'));
    await publish(1, 'draft', '--key', path('new.key'), '--from', path('old.key'));
    const drafted = gunzipSync(await readBytes(`draft/${(await manifestOf('draft')).file.name}`)).toString();
    const unsigned = drafted.replace(/"signature":"[^"]+",(?="keyChanges")/, '');
    expect(unsigned).not.toBe(drafted);
    await run('publish', await write('again.jsonl', unsigned), path('site'), '--key', path('new.key'));
    const { file } = await manifestOf();
    expect(await run('verify', path(`site/${file.name}`), '--key', out)).toMatchObject({ code: 0 });
  });

  it('publishes a JSON document as it stands', async () => {
    await run('new', path('harbour.json'), '--id', 'northby.example/harbour', '--title', 'The harbour');
    expect((await run('publish', path('harbour.json'), path('site'))).code).toBe(0);
    const { file } = await manifestOf();
    expect(file.name).toBe('harbour-0.1.0.json.gz');
    expect(gunzipSync(await readBytes(`site/${file.name}`)).toString()).toBe(await read('harbour.json'));
  });

  describe('refuses', () => {
    const changed = (edition: number) => textOf(edition).replace('barges', 'boats');
    it.each([
      ['what readers would: an older version', [2, 1], /older, 1\.0\.0/],
      ['a changed text of the same version', [1, changed(1)], /raise the version/],
      ['another pack in the same folder', [1, textOf(2).replace('generated.', 'other.')], /another pack/],
      ['a pack with errors', [textOf(1).replace('"type"', '"typ"')], /errors? and is not published/],
    ])('%s', async (_what, versions, reason) => {
      let last = { code: 0, err: '' };
      for (const [index, version] of versions.entries()) {
        const text = typeof version === 'number' ? textOf(version) : version;
        last = await run('publish', await write(`${index}.jsonl`, text), path('site'));
      }
      expect([last.code, last.err]).toEqual([2, expect.stringMatching(reason)]);
    });

    it('to leave the manifest of a signed pack unsigned', async () => {
      await run('keygen', path('a.key'));
      await publish(1, 'site', '--key', path('a.key'));
      expect(await publish(2)).toMatchObject({ code: 2, err: expect.stringContaining('--key') });
    });
  });
});
