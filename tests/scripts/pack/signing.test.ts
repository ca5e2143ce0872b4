import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ENTITY, gzip, HEADER, lines } from '../../lib/pack/reading.ts';
import { usePackCommands } from './run-pack.ts';

const PACK = lines(HEADER, ENTITY);
const { run, write, read, readBytes, path } = usePackCommands();

async function makeKey(name: string): Promise<{ file: string; publicKey: string }> {
  const { out } = await run('keygen', path(name), '--json');
  return JSON.parse(out) as { file: string; publicKey: string };
}

describe('pack keygen', () => {
  it('writes a key that only its owner can read, and prints the public half', async () => {
    const { code, out, err } = await run('keygen', path('a.key'));
    expect(code).toBe(0);
    expect(out).toMatch(/^ed25519:[\w-]{43}$/);
    expect(err).toContain('secret key');
    expect((await stat(path('a.key'))).mode & 0o077).toBe(0);
  });

  it('never overwrites a key', async () => {
    const { file } = await makeKey('a.key');
    const before = await read('a.key');
    expect((await run('keygen', file)).code).toBe(2);
    expect(await read('a.key')).toBe(before);
  });
});

describe('pack sign and verify', () => {
  it.each(['a.jsonl', 'a.jsonl.gz'])('signs %s in its header', async (name) => {
    const { file: key, publicKey } = await makeKey('a.key');
    const file = await write(name, name.endsWith('.gz') ? await gzip(PACK) : PACK);
    expect(await run('verify', file)).toMatchObject({ code: 1, out: `${file}: unsigned.` });
    expect((await run('sign', file, '--key', key)).code).toBe(0);
    expect(await run('verify', file)).toMatchObject({ code: 0, out: `${file}: signed by ${publicKey}.` });
    expect((await run('validate', file, '--strict')).code).toBe(0);
    expect((await readBytes(name))[0]).toBe(name.endsWith('.gz') ? 0x1f : 0x7b);
  });

  it('signs beside the pack and leaves it as it is', async () => {
    const { file: key } = await makeKey('a.key');
    const file = await write('a.jsonl', PACK);
    await run('sign', file, '--key', key, '--detached');
    expect(await read('a.jsonl')).toBe(PACK);
    expect((await run('verify', file)).code).toBe(0);
    await write('a.jsonl', PACK.replace('1.0.0', '1.0.1'));
    const { code, out } = await run('verify', file);
    expect([code, out]).toEqual([
      1,
      `${file}: the signature is false: the pack was changed after it was signed, or signed by another key.`,
    ]);
  });

  it('tells a key that is trusted from one that is not, and follows hand-overs', async () => {
    const [old, next] = [await makeKey('old.key'), await makeKey('new.key')];
    const file = await write('a.jsonl', PACK);
    await run('sign', file, '--key', next.file);
    expect((await run('verify', file, '--key', next.publicKey)).code).toBe(0);
    const untrusted = await run('verify', file, '--key', old.publicKey, '--json');
    expect(untrusted.code).toBe(1);
    expect(JSON.parse(untrusted.out)).toMatchObject({ verdict: 'untrusted-key', publicKey: next.publicKey });
    await run('sign', file, '--key', next.file, '--from', old.file);
    expect((await run('verify', file, '--key', old.publicKey)).code).toBe(0);
  });

  it('signs a pack whose header tells of a hand-over, though it has no signature yet', async () => {
    const [old, next] = [await makeKey('old.key'), await makeKey('new.key')];
    const file = await write('a.jsonl', PACK);
    await run('sign', file, '--key', next.file, '--from', old.file);
    const [header = '', ...records] = (await read('a.jsonl')).split('\n');
    const { signature: _, ...unsigned } = JSON.parse(header);
    await write('a.jsonl', [JSON.stringify(unsigned), ...records].join('\n'));
    expect((await run('sign', file, '--key', next.file)).code).toBe(0);
    expect((await run('verify', file, '--key', old.publicKey)).code).toBe(0);
  });

  it('writes nothing and says why where readers would find no true signature', async () => {
    const { file: key } = await makeKey('a.key');
    const text = lines({ ...HEADER, seal: { signature: `ed25519:${'B'.repeat(86)}` } }, ENTITY);
    const file = await write('a.jsonl', text);
    expect(await run('sign', file, '--key', key)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^.*a\.jsonl cannot be signed: A field before the signature/),
    });
    expect(await read('a.jsonl')).toBe(text);
  });

  it('writes no signature file that contradicts the header', async () => {
    const [old, next] = [await makeKey('old.key'), await makeKey('new.key')];
    const file = await write('a.jsonl', PACK);
    await run('sign', file, '--key', old.file);
    expect(await run('sign', file, '--key', next.file, '--detached')).toMatchObject({
      code: 2,
      err: `${file} cannot be signed by a file of its own: header and signature file name different keys. Sign it without --detached`,
    });
    await expect(read('a.jsonl.sig')).rejects.toThrow();
  });

  it('takes nothing for a key that is none', async () => {
    const { code, err } = await run('verify', await write('a.jsonl', PACK), '--key', 'ed25519:AAAA');
    expect([code, err]).toEqual([
      2,
      'ed25519:AAAA is no public key: it is written ed25519: and 43 characters',
    ]);
  });

  it('compares a draft with what was signed, though the draft is not signed again yet', async () => {
    const { file: key } = await makeKey('a.key');
    const file = await write('a.jsonl', PACK);
    await run('sign', file, '--key', key);
    const draft = await write('b.jsonl', (await read('a.jsonl')).replace('1.0.0', '1.1.0'));
    const { code, out } = await run('diff', file, draft);
    expect(code).toBe(1);
    expect(out).toContain('header version: "1.0.0" → "1.1.0"');
  });

  it('does not sign a pack with errors', async () => {
    const { file: key } = await makeKey('a.key');
    const file = await write('a.jsonl', lines(HEADER, { ...ENTITY, type: 'ship' }));
    const { code, err } = await run('sign', file, '--key', key);
    expect([code, err]).toEqual([
      2,
      `${file} has 1 error and is not signed; npm run pack -- validate says which`,
    ]);
  });

  it('does not quote a file that is no key: it may hold a secret', async () => {
    const file = await write('a.jsonl', PACK);
    const { code, err } = await run('sign', file, '--key', await write('a.key', '{"secretKey": "hush"'));
    expect(code).toBe(2);
    expect(err).not.toContain('hush');
  });
});
