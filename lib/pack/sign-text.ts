import type { KeyChange, PackHeader } from '../model/fact-pack.ts';
import { joinBytes } from './bytes.ts';
import { findSignature, type PackDigest, PackHasher, SIGNATURE_LENGTH } from './digest.ts';
import { detectFraming } from './framing.ts';
import type { KeyPair } from './keys.ts';
import { signPack, verifyPack } from './signature.ts';

const LINE_FEED = 0x0a;

/** A header in which readers would not find the signature. The message is for the curator. */
export class UnsignableError extends Error {
  override readonly name = 'UnsignableError';
}

/**
 * The text of a pack with key and signature in its header. JSON Lines keep every byte but those of the
 * first line; a JSON document is written anew, indented by two spaces.
 *
 * @param text A valid pack, gzip taken off.
 * @param keyChanges Hand-overs to add to those of the header.
 * @throws RangeError if the text is no pack.
 * @throws UnsignableError if readers would not take the result for signed.
 */
export async function signText(
  text: Uint8Array,
  keys: KeyPair,
  keyChanges: readonly KeyChange[] = [],
): Promise<Uint8Array> {
  const { header, withHeader } = openText(text);
  const { publicKey: _, signature: __, keyChanges: known = [], ...rest } = header;
  const changes = [...known, ...keyChanges];
  const signed = withHeader({
    ...rest,
    publicKey: keys.publicKey,
    // Before the hand-overs, which are signed as well: the first signature of all is the one that does not count.
    signature: `ed25519:${'A'.repeat(SIGNATURE_LENGTH)}`,
    ...(changes.length > 0 ? { keyChanges: changes } : {}),
  });
  const place = findSignature(signed);
  if (place === undefined)
    throw new UnsignableError('The header is too long to hold a signature within its first 64 kB');
  const signature = await signPack(keys, await hashText(signed));
  signed.set(new TextEncoder().encode(signature.slice(-SIGNATURE_LENGTH)), place.start);
  const { state } = await verifyPack(openText(signed).header, await hashText(signed));
  if (state !== 'valid')
    throw new UnsignableError(
      'A field before the signature has a "signature" of its own, which readers would take for that of the pack',
    );
  return signed;
}

async function hashText(text: Uint8Array): Promise<PackDigest> {
  const hasher = new PackHasher();
  await hasher.add(text);
  return hasher.finish();
}

interface OpenedText {
  readonly header: PackHeader;
  readonly withHeader: (header: PackHeader) => Uint8Array;
}

function openText(text: Uint8Array): OpenedText {
  const detected = detectFraming(text);
  if ('found' in detected) throw new RangeError('The text is no fact pack');
  const encode = (value: unknown, indent: number) =>
    new TextEncoder().encode(JSON.stringify(value, null, indent));
  if (detected.framing === 'document') {
    const { $schema, sources, entities, facts, ...header } = JSON.parse(new TextDecoder().decode(text));
    return {
      header,
      // The signature has to come early: it is looked for within the first 64 kB.
      withHeader: (changed) =>
        joinBytes([encode({ $schema, ...changed, sources, entities, facts }, 2), Uint8Array.of(LINE_FEED)]),
    };
  }
  const start = text.indexOf(0x7b);
  const found = text.indexOf(LINE_FEED, start);
  const end = found < 0 ? text.length : found;
  return {
    header: JSON.parse(new TextDecoder().decode(text.subarray(start, end))),
    withHeader: (changed) => joinBytes([text.subarray(0, start), encode(changed, 0), text.subarray(end)]),
  };
}
