import * as z from 'zod/mini';
import type { ExtensionRequest, PageRequest } from '../model/messages.ts';
import { MAX_BLOCK_LENGTH, MAX_CHUNK_LENGTH } from '../model/page.ts';

/*
 * The background's gate. A content script shares its process with the page, so whatever comes over its
 * port may have been written by the page: shape and size are checked before anything else sees it.
 */

// The extension's content security policy forbids the code generation that zod would try.
z.config({ jitless: true });

const blockId = z.int().check(z.gte(0));
const shortText = z.string().check(z.maxLength(2_048));
const entityId = z.string().check(z.minLength(1), z.maxLength(200));

const page = z.strictObject({
  url: z.string().check(z.maxLength(8_192)),
  title: shortText,
  lang: z.string().check(z.maxLength(64)),
  published: z.optional(z.string().check(z.maxLength(64))),
  about: z.array(shortText).check(z.maxLength(100)),
  links: z.array(shortText).check(z.maxLength(500)),
});

const blocks = z
  .array(z.strictObject({ id: blockId, text: z.string().check(z.maxLength(MAX_BLOCK_LENGTH)) }))
  .check(
    z.maxLength(MAX_CHUNK_LENGTH),
    z.refine((all) => all.reduce((length, block) => length + block.text.length, 0) <= MAX_CHUNK_LENGTH),
  );

const pageRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), page }),
  z.strictObject({ type: z.literal('scan'), blocks, isLast: z.boolean() }),
  z.strictObject({
    type: z.literal('forget'),
    blockIds: z.array(blockId).check(z.maxLength(100_000)),
  }),
  z.strictObject({
    type: z.literal('dossiers'),
    visit: z.int(),
    entityIds: z.array(entityId).check(z.maxLength(20)),
  }),
  z.strictObject({ type: z.literal('load-tooltip') }),
]);

const extensionRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('packs-changed') }),
  z.strictObject({ type: z.literal('annotate-tab'), tabId: z.int() }),
]);

/** Reads a message from a content script. @returns undefined for anything that is not a request. */
export function readPageRequest(message: unknown): PageRequest | undefined {
  const result = pageRequest.safeParse(message);
  return result.success ? result.data : undefined;
}

/** Reads a message from one of our own pages. @returns undefined for anything that is not a request. */
export function readExtensionRequest(message: unknown): ExtensionRequest | undefined {
  const result = extensionRequest.safeParse(message);
  return result.success ? result.data : undefined;
}
