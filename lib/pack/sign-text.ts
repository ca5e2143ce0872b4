import type { KeyChange, PackHeader } from '../model/fact-pack.ts';
import { joinBytes } from './bytes.ts';
import { findSignature, PackHasher, SIGNATURE_LENGTH } from './digest.ts';
import { detectFraming } from './framing.ts';
import type { KeyPair } from './keys.ts';
import { signPack } from './signature.ts';

const LINE_FEED = 0x0a;

/**
 * The text of a pack with key and signature in its header. JSON Lines keep every byte but those of the
 * first line; a JSON document is written anew, indented by two spaces.
 *
 * @param text A valid pack, gzip taken off.
 * @param keyChanges Hand-overs to add to those of the header.
 * @throws RangeError if the text is no pack.
 */
export async function signText(
  text: Uint8Array,
  keys: KeyPair,
  keyChanges: readonly KeyChange[] = [],
): Promise<Uint8Array> {
  const unsigned = withHeader(text, (header) => {
    const changes = [...(header.keyChanges ?? []), ...keyChanges];
    return {
      ...header,
      publicKey: keys.publicKey,
      signature: `ed25519:${'A'.repeat(SIGNATURE_LENGTH)}`,
      ...(changes.length > 0 ? { keyChanges: changes } : {}),
    };
  });
  const hasher = new PackHasher();
  await hasher.add(unsigned);
  const signature = await signPack(keys, await hasher.finish());
  const place = findSignature(unsigned);
  if (place === undefined)
    throw new RangeError('The header is too long to hold a signature within its first 64 kB');
  const signed = unsigned.slice();
  signed.set(new TextEncoder().encode(signature.slice(-SIGNATURE_LENGTH)), place.start);
  return signed;
}

function withHeader(text: Uint8Array, change: (header: PackHeader) => PackHeader): Uint8Array {
  const detected = detectFraming(text);
  if ('found' in detected) throw new RangeError('The text is no fact pack');
  const encode = (value: unknown, indent: number) =>
    new TextEncoder().encode(JSON.stringify(value, null, indent));
  if (detected.framing === 'document') {
    // The signature has to come early: it is looked for within the first 64 kB.
    const { $schema, sources, entities, facts, ...header } = JSON.parse(new TextDecoder().decode(text));
    const document = { $schema, ...change(header), sources, entities, facts };
    return joinBytes([encode(document, 2), Uint8Array.of(LINE_FEED)]);
  }
  const start = text.indexOf(0x7b);
  const found = text.indexOf(LINE_FEED, start);
  const end = found < 0 ? text.length : found;
  const header = JSON.parse(new TextDecoder().decode(text.subarray(start, end))) as PackHeader;
  return joinBytes([text.subarray(0, start), encode(change(header), 0), text.subarray(end)]);
}
