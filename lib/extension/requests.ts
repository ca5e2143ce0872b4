import type { ReadingContext } from '../model/entity-facts.ts';
import type { ExtensionRequest, PageRequest } from '../model/messages.ts';
import { MAX_BLOCK_LENGTH, MAX_CHUNK_LENGTH, type PageContext, type TextBlock } from '../model/page.ts';
import type { RejectedMatch } from '../model/rejection.ts';
import { anyOf, listOf, literal, optional, record, type Shape, text, truth, whole } from './shapes.ts';

/*
 * The background's gate. A content script shares its process with the page, so whatever comes over its
 * port may have been written by the page: shape and size are checked before anything else sees it.
 */

const blockId = whole(0);
const shortText = text(2_048);
const entityId = text(200, 1);
const published = optional(text(64));
const rejectedMatch = { entityId, form: text(1_000, 1) };

const page = record<PageContext>({
  url: text(8_192),
  title: shortText,
  lang: text(64),
  published,
  about: listOf(shortText, 100),
  links: listOf(shortText, 500),
});

const someBlocks = listOf(
  record<TextBlock>({ id: blockId, text: text(MAX_BLOCK_LENGTH), isHeading: optional(truth) }),
  MAX_CHUNK_LENGTH,
);
const blocks: Shape<TextBlock[]> = (value): value is TextBlock[] =>
  someBlocks(value) && value.reduce((length, block) => length + block.text.length, 0) <= MAX_CHUNK_LENGTH;

type RequestOf<Request extends { readonly type: string }, Type> = Extract<Request, { readonly type: Type }>;

const pageRequest = anyOf<PageRequest>([
  record<RequestOf<PageRequest, 'hello'>>({
    type: literal('hello'),
    page,
    rejected: optional(listOf(record<RejectedMatch>(rejectedMatch), 1_000)),
  }),
  record<RequestOf<PageRequest, 'scan'>>({ type: literal('scan'), blocks, isLast: truth }),
  record<RequestOf<PageRequest, 'forget'>>({ type: literal('forget'), blockIds: listOf(blockId, 100_000) }),
  record<RequestOf<PageRequest, 'facts'>>({
    type: literal('facts'),
    visit: whole(),
    entityId,
    context: record<ReadingContext>({ sentence: shortText, published }),
  }),
  record<RequestOf<PageRequest, 'explain'>>({
    type: literal('explain'),
    visit: whole(),
    blockId,
    offset: whole(0),
  }),
  record<RequestOf<PageRequest, 'reject'>>({
    type: literal('reject'),
    scope: anyOf<'site' | 'everywhere'>([literal('site'), literal('everywhere')]),
    isOn: truth,
    ...rejectedMatch,
  }),
  record<RequestOf<PageRequest, 'load-tooltip'>>({ type: literal('load-tooltip') }),
]);

const extensionRequest = anyOf<ExtensionRequest>([
  record<RequestOf<ExtensionRequest, 'packs-changed'>>({ type: literal('packs-changed') }),
  record<RequestOf<ExtensionRequest, 'annotate-tab'>>({ type: literal('annotate-tab'), tabId: whole() }),
]);

/** Reads a message from a content script. @returns undefined for anything that is not a request. */
export function readPageRequest(message: unknown): PageRequest | undefined {
  return pageRequest(message) ? message : undefined;
}

/** Reads a message from one of our own pages. @returns undefined for anything that is not a request. */
export function readExtensionRequest(message: unknown): ExtensionRequest | undefined {
  return extensionRequest(message) ? message : undefined;
}
