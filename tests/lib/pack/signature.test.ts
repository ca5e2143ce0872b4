import { beforeAll, describe, expect, it } from 'vitest';
import type { PackHeader } from '../../../lib/model/fact-pack.ts';
import { PackHasher } from '../../../lib/pack/digest.ts';
import { changeKey, createKeyPair, type KeyPair } from '../../../lib/pack/keys.ts';
import { MEGABYTE } from '../../../lib/pack/limits.ts';
import { ProblemLog } from '../../../lib/pack/problems.ts';
import { readPack } from '../../../lib/pack/read.ts';
import { signText, UnsignableError } from '../../../lib/pack/sign-text.ts';
import {
  decideTrust,
  type InstalledVersion,
  normalizeDetachedSignature,
  signPack,
  verifyPack,
  writeDetachedSignature,
} from '../../../lib/pack/signature.ts';
import { ENTITY, gzip, HEADER, lines, streamOf } from './reading.ts';

const { record: _record, ...DOCUMENT_HEADER } = HEADER;
const LINES = lines(HEADER, ENTITY);
const DOCUMENT = JSON.stringify({
  $schema: './s.json',
  ...DOCUMENT_HEADER,
  entities: [{ ...ENTITY, record: undefined }],
});

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

let ours: KeyPair;
let theirs: KeyPair;
let third: KeyPair;
beforeAll(async () => {
  [ours, theirs, third] = await Promise.all([createKeyPair(), createKeyPair(), createKeyPair()]);
});

/** Header and digest as an import gets them: from one reading. */
async function readSigned(text: Uint8Array | string, chunkSize?: number) {
  const hasher = new PackHasher();
  const log = new ProblemLog();
  let header: PackHeader | undefined;
  for await (const batch of readPack(streamOf(text, chunkSize), { log, hasher })) header ??= batch.header;
  expect(log.kept).toEqual([]);
  return { header: header as PackHeader, digest: await hasher.finish() };
}

async function verify(text: Uint8Array | string, detached?: string) {
  const { header, digest } = await readSigned(text);
  return verifyPack(header, digest, detached);
}

async function detach(text: Uint8Array | string, keys: KeyPair): Promise<string> {
  const { digest } = await readSigned(text);
  return writeDetachedSignature({ publicKey: keys.publicKey, signature: await signPack(keys, digest) });
}

describe('a signature in the header', () => {
  it.each([
    ['JSON Lines', LINES],
    ['a JSON document', DOCUMENT],
    ['a byte order mark and Windows line ends', `\ufeff${LINES.replaceAll('\n', '\r\n')}`],
  ])('is valid for %s, gzip or not', async (_framing, text) => {
    const signed = await signText(encode(text), ours);
    const expected = { state: 'valid', publicKey: ours.publicKey, keyChanges: [] };
    expect(await verify(signed)).toEqual(expected);
    expect(await verify(await gzip(signed))).toEqual(expected);
  });

  it('leaves every byte after the first line of JSON Lines as it was', async () => {
    const rest = LINES.slice(LINES.indexOf('\n'));
    expect(decode(await signText(encode(LINES), ours)).endsWith(rest)).toBe(true);
  });

  it('can be made anew', async () => {
    const twice = await signText(await signText(encode(LINES), theirs), ours);
    expect(await verify(twice)).toMatchObject({ state: 'valid', publicKey: ours.publicKey });
    expect(decode(twice).match(/"signature"/g)).toHaveLength(1);
  });

  it.each([
    ['JSON Lines', (fields: object) => lines({ ...HEADER, ...fields }, ENTITY)],
    ['a JSON document', (fields: object) => JSON.stringify({ ...DOCUMENT_HEADER, ...fields, entities: [] })],
  ])('leaves the signatures of hand-overs in %s alone, wherever they stand', async (_framing, write) => {
    const known = await changeKey(ours, theirs.publicKey, HEADER.id);
    const added = await changeKey(theirs, third.publicKey, HEADER.id);
    const stale = { publicKey: theirs.publicKey, signature: `ed25519:${'B'.repeat(86)}` };
    for (const fields of [
      { keyChanges: [known] },
      { ...stale, keyChanges: [known] },
      { keyChanges: [known], ...stale },
    ]) {
      expect(await verify(await signText(encode(write(fields)), third, [added]))).toEqual({
        state: 'valid',
        publicKey: third.publicKey,
        keyChanges: [known, added],
      });
    }
  });

  it('is not made where readers would take another field for it', async () => {
    const text = lines({ ...HEADER, seal: { signature: `ed25519:${'B'.repeat(86)}` } }, ENTITY);
    await expect(signText(encode(text), ours)).rejects.toThrow(UnsignableError);
  });

  it('does not survive the change of any one byte', async () => {
    const signed = await signText(encode(LINES), ours);
    const text = decode(signed);
    for (const [from, to] of [
      ['Cranefield', 'Cranefielt'],
      ['1.0.0', '1.0.1'],
      ['\n{', '\n {'],
    ] as const) {
      expect(await verify(encode(text.replace(from, to)))).toEqual({ state: 'invalid', reason: 'changed' });
    }
    expect(await verify(encode(`${text}\n`))).toEqual({ state: 'invalid', reason: 'changed' });
    const other = text.replace(
      /("signature":"ed25519:)(.)/,
      (_all, start: string, first: string) => start + (first === 'B' ? 'C' : 'B'),
    );
    expect(await verify(encode(other))).toEqual({ state: 'invalid', reason: 'changed' });
  });

  it.each<[string, (signed: readonly string[], other: readonly string[]) => readonly string[]]>([
    ['whose end was cut off', (signed) => signed.slice(0, -1)],
    ['whose records were put in another order', ([header, ...records]) => [header!, ...records.reverse()]],
    ['one of whose records stands there twice', (signed) => [...signed, signed.at(-1)!]],
    ['with the records of another signed file', ([header], [, ...records]) => [header!, ...records]],
    [
      'with the signature of another file by the same key',
      ([header, ...records], [otherHeader]) => {
        const [signature = ''] = /"signature":"[^"]+"/.exec(otherHeader!) ?? [];
        return [header!.replace(/"signature":"[^"]+"/, signature), ...records];
      },
    ],
  ])('does not hold for a file %s', async (_what, forge) => {
    const sign = async (...records: object[]) =>
      decode(await signText(encode(lines(HEADER, ...records)), ours))
        .trimEnd()
        .split('\n');
    const second = { ...ENTITY, id: 'company:second', name: 'Second Cranefield' };
    const last = { ...ENTITY, id: 'company:third', name: 'Third Cranefield' };
    const forged = forge(await sign(ENTITY, second), await sign(second, last));
    expect(await verify(encode(`${forged.join('\n')}\n`))).toEqual({ state: 'invalid', reason: 'changed' });
  });

  it('does not hold for another key', async () => {
    const text = decode(await signText(encode(LINES), ours)).replace(ours.publicKey, theirs.publicKey);
    expect(await verify(encode(text))).toEqual({ state: 'invalid', reason: 'changed' });
  });

  it('needs a key', async () => {
    const text = decode(await signText(encode(LINES), ours)).replace(`"publicKey":"${ours.publicKey}",`, '');
    expect(await verify(encode(text))).toEqual({ state: 'invalid', reason: 'no-key' });
  });

  it('is not fooled by a second signature before it, whose characters would not count', async () => {
    const text = decode(await signText(encode(LINES), ours));
    const decoy = `{"record":"pack","x":{"signature":"ed25519:${'B'.repeat(86)}"},`;
    const { header, digest } = await readDecoy(text.replace('{"record":"pack",', decoy));
    expect(await verifyPack(header, digest)).toEqual({ state: 'invalid', reason: 'changed' });
  });

  async function readDecoy(text: string) {
    const hasher = new PackHasher();
    let header: PackHeader | undefined;
    for await (const batch of readPack(streamOf(text), { log: new ProblemLog(), hasher }))
      header ??= batch.header;
    return { header: header as PackHeader, digest: await hasher.finish() };
  }
});

describe('a signature in a file of its own', () => {
  it('is valid for the exact text, gzip or not', async () => {
    const detached = await detach(LINES, ours);
    expect(await verify(LINES, detached)).toEqual({
      state: 'valid',
      publicKey: ours.publicKey,
      keyChanges: [],
    });
    expect(await verify(await gzip(LINES), detached)).toMatchObject({ state: 'valid' });
    expect(await verify(LINES.replace('three', 'four').replace('1.0.0', '1.0.1'), detached)).toEqual({
      state: 'invalid',
      reason: 'changed',
    });
  });

  it('is kept without what nobody asked for, in its hand-overs neither', async () => {
    const keyChanges = [await changeKey(ours, theirs.publicKey, HEADER.id)];
    const plain = { ...JSON.parse(await detach(LINES, theirs)), keyChanges };
    const padding = 'x'.repeat(30_000);
    const padded = { ...plain, padding, keyChanges: keyChanges.map((change) => ({ ...change, padding })) };
    const kept = normalizeDetachedSignature(JSON.stringify(padded));
    expect(JSON.parse(kept!)).toEqual(plain);
    expect(await verify(LINES, kept)).toEqual({ state: 'valid', publicKey: theirs.publicKey, keyChanges });
  });

  it('must be by the key that the header names', async () => {
    const text = lines({ ...HEADER, publicKey: ours.publicKey }, ENTITY);
    expect(await verify(text, await detach(text, theirs))).toEqual({ state: 'invalid', reason: 'other-key' });
    expect(await verify(text, await detach(text, ours))).toMatchObject({ state: 'valid' });
  });

  it('does not make good a false one in the header', async () => {
    const text = decode(await signText(encode(LINES), ours)).replace(/("signature":"ed25519:)./, '$1-');
    expect(await verify(text, await detach(text, ours))).toEqual({ state: 'invalid', reason: 'changed' });
  });

  it.each([
    '',
    'not json',
    '{}',
    '{"format":"fact-pack-signature/1","publicKey":"ed25519:x","signature":"y"}',
  ])('is refused if it is something else: %j', async (detached) => {
    expect(await verify(LINES, detached)).toEqual({ state: 'invalid', reason: 'not-a-signature' });
  });
});

it('a pack without signature is unsigned, also if it names a key', async () => {
  expect(await verify(LINES)).toEqual({ state: 'unsigned' });
  expect(await verify(lines({ ...HEADER, publicKey: ours.publicKey }, ENTITY))).toEqual({
    state: 'unsigned',
  });
});

describe('PackHasher', () => {
  const large = encode(
    lines(HEADER, ENTITY, { ...ENTITY, id: 'b', note: 'x'.repeat(1_900_000) }) +
      lines({ ...ENTITY, id: 'c', note: 'y'.repeat(1_500_000) }),
  );

  async function hash(bytes: Uint8Array, chunkSize: number) {
    const hasher = new PackHasher();
    for (let start = 0; start < bytes.length; start += chunkSize)
      await hasher.add(bytes.subarray(start, start + chunkSize));
    return hasher.finish();
  }

  it('does not depend on how the bytes arrive', async () => {
    const whole = await hash(large, large.length);
    for (const chunkSize of [1000, 65_536, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1]) {
      expect(await hash(large, chunkSize)).toEqual(whole);
    }
  });

  it('sees a change in any megabyte, and in length', async () => {
    const whole = await hash(large, MEGABYTE);
    for (const at of [100, MEGABYTE + 5, large.length - 2]) {
      const changed = large.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await hash(changed, MEGABYTE)).hash).not.toEqual(whole.hash);
    }
    expect((await hash(large.subarray(0, -1), MEGABYTE)).hash).not.toEqual(whole.hash);
  });

  it('does not mind that the caller reuses its buffer', async () => {
    const hasher = new PackHasher();
    const buffer = encode('abc');
    await hasher.add(buffer);
    buffer.fill(0);
    const kept = await hasher.finish();
    expect(kept).toEqual(await hash(encode('abc'), 3));
  });
});

describe('decideTrust', () => {
  const headerOf = (version: string) =>
    ({ ...DOCUMENT_HEADER, format: 'fact-pack/1', version }) as PackHeader;
  const valid = (keys: KeyPair, keyChanges: Awaited<ReturnType<typeof changeKey>>[] = []) =>
    ({ state: 'valid', publicKey: keys.publicKey, keyChanges }) as const;
  const installed = (keys: KeyPair | undefined, version = '1.0.0'): InstalledVersion => ({
    version,
    pinnedKey: keys?.publicKey,
  });

  it('pins the key of the first install, and says of an unsigned pack that it is', async () => {
    expect(await decideTrust(headerOf('1.0.0'), valid(ours), undefined)).toEqual({
      accepted: true,
      state: 'valid',
      pin: ours.publicKey,
      isKeyChange: false,
    });
    expect(await decideTrust(headerOf('1.0.0'), { state: 'unsigned' }, undefined)).toEqual({
      accepted: true,
      state: 'unsigned',
      pin: undefined,
      isKeyChange: false,
    });
  });

  it('refuses a false signature, installed or not', async () => {
    const invalid = { state: 'invalid', reason: 'changed' } as const;
    expect(await decideTrust(headerOf('1.0.0'), invalid, undefined)).toEqual({
      accepted: false,
      reason: 'invalid-signature',
    });
    expect(await decideTrust(headerOf('1.0.0'), invalid, installed(undefined))).toEqual({
      accepted: false,
      reason: 'invalid-signature',
    });
  });

  it('takes an update by the pinned key only', async () => {
    expect(await decideTrust(headerOf('1.1.0'), valid(ours), installed(ours))).toMatchObject({
      accepted: true,
    });
    expect(await decideTrust(headerOf('1.1.0'), valid(theirs), installed(ours))).toEqual({
      accepted: false,
      reason: 'untrusted-key',
    });
    expect(await decideTrust(headerOf('1.1.0'), { state: 'unsigned' }, installed(ours))).toEqual({
      accepted: false,
      reason: 'unsigned-update',
    });
  });

  it('lets an unsigned pack become a signed one', async () => {
    expect(await decideTrust(headerOf('1.1.0'), valid(ours), installed(undefined))).toMatchObject({
      accepted: true,
      pin: ours.publicKey,
    });
  });

  it('follows the pinned key to its successors, and pins the last', async () => {
    const { id } = headerOf('1.1.0');
    const chain = [await changeKey(ours, theirs.publicKey, id), await changeKey(theirs, third.publicKey, id)];
    expect(await decideTrust(headerOf('1.1.0'), valid(theirs, chain), installed(ours))).toEqual({
      accepted: true,
      state: 'valid',
      pin: theirs.publicKey,
      isKeyChange: true,
    });
    expect(await decideTrust(headerOf('1.1.0'), valid(third, chain), installed(ours))).toMatchObject({
      accepted: true,
      pin: third.publicKey,
    });
    expect(await decideTrust(headerOf('1.1.0'), valid(third, chain), installed(theirs))).toMatchObject({
      accepted: true,
    });
    // Not backwards: a key that handed over is done with.
    expect(await decideTrust(headerOf('1.1.0'), valid(ours, chain), installed(third))).toEqual({
      accepted: false,
      reason: 'untrusted-key',
    });
  });

  it('does not follow a hand-over that the old key did not sign, or signed for another pack', async () => {
    const { id } = headerOf('1.1.0');
    const forged = { ...(await changeKey(theirs, third.publicKey, id)), oldKey: ours.publicKey };
    expect(await decideTrust(headerOf('1.1.0'), valid(third, [forged]), installed(ours))).toEqual({
      accepted: false,
      reason: 'untrusted-key',
    });
    const elsewhere = await changeKey(ours, theirs.publicKey, 'another.pack');
    expect(await decideTrust(headerOf('1.1.0'), valid(theirs, [elsewhere]), installed(ours))).toEqual({
      accepted: false,
      reason: 'untrusted-key',
    });
  });

  it('ends, whatever circles the hand-overs make', async () => {
    const { id } = headerOf('1.1.0');
    const circle = [await changeKey(ours, theirs.publicKey, id), await changeKey(theirs, ours.publicKey, id)];
    expect(await decideTrust(headerOf('1.1.0'), valid(third, circle), installed(ours))).toEqual({
      accepted: false,
      reason: 'untrusted-key',
    });
  });

  it('refuses a lower version of a signed pack, however well signed', async () => {
    expect(await decideTrust(headerOf('0.9.0'), valid(ours), installed(ours))).toEqual({
      accepted: false,
      reason: 'downgrade',
    });
    expect(await decideTrust(headerOf('1.0.0'), valid(ours), installed(ours))).toMatchObject({
      accepted: true,
    });
    expect(await decideTrust(headerOf('0.9.0'), { state: 'unsigned' }, installed(undefined))).toMatchObject({
      accepted: true,
    });
  });
});
