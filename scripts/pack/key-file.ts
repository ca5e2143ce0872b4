import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { createKeyPair, type KeyPair } from '../../lib/pack/keys.ts';
import { publicKeySchema } from '../../lib/pack/schema-texts.ts';
import { CommandError, type Output } from './output.ts';

const FORMAT = 'fact-pack-key/1';

const keyFileSchema = z.object({
  format: z.literal(FORMAT),
  publicKey: publicKeySchema,
  // 32 bytes, written like a public key.
  secretKey: publicKeySchema,
});

/** Writes a new key that only its owner can read, and says its public half. */
export async function generateKey(file: string, { json }: { json: boolean }, output: Output): Promise<void> {
  const keys = await createKeyPair();
  const content = `${JSON.stringify({ format: FORMAT, ...keys }, null, 2)}\n`;
  // A key that is overwritten is lost, and with it every pack that it signs: there is no --force.
  await writeFile(file, content, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      error.code === 'EEXIST' ? `${file} is there already` : `${file}: ${error.message}`,
    );
  });
  if (json) output.print(JSON.stringify({ file, publicKey: keys.publicKey }));
  else {
    output.print(keys.publicKey);
    output.note(
      `${file} holds the secret key: whoever has it can publish in your name, and without it you cannot. Keep a copy in a safe place, and none in the repository.`,
    );
  }
}

export async function readKeyFile(file: string): Promise<KeyPair> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(error.code === 'ENOENT' ? `${file}: no such file` : `${file}: ${error.message}`);
  });
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch {
    // The reason may quote the file, and that holds a secret.
    throw new CommandError(`${file} is no key; npm run pack -- keygen makes one`);
  }
}
