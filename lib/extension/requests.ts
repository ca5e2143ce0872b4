import type { ReadingContext } from '../model/entity-facts.ts';
import { ENTITY_TYPES, type EntityType } from '../model/fact-pack.ts';
import type {
  ExtensionRequest,
  ListedEntity,
  MentionList,
  PageRequest,
  ReadingPace,
  UpdateRequest,
  ViewerRequest,
} from '../model/messages.ts';
import { MAX_BLOCK_LENGTH, MAX_CHUNK_LENGTH, type PageContext, type TextBlock } from '../model/page.ts';
import type { PanelTarget } from '../model/panel.ts';
import type { RejectedMatch } from '../model/rejection.ts';
import type { UpdateTarget, Validators } from '../model/subscription.ts';
import { MAX_LOOK_UP_LENGTH } from './selection.ts';
import { anyOf, listOf, literal, optional, record, type Shape, text, truth, whole } from './shapes.ts';

/*
 * The background's gate. A content script shares its process with the page, so whatever comes over its
 * port may have been written by the page: shape and size are checked before anything else sees it.
 */

const blockId = whole(0);
const shortText = text(2_048);
const entityId = text(200, 1);
const address = text(8_192);
/** From a server: as long as it likes. */
const anyText = text(Number.MAX_SAFE_INTEGER);
const published = optional(text(64));
const rejectedMatch = { entityId, form: text(1_000, 1) };

const page = record<PageContext>({
  url: address,
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

/** A shape for each kind of message: one that is missing does not compile. */
type Shapes<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: Shape<Extract<Message, { readonly type: Type }>>;
};

/** From content scripts, over their ports. */
export const PAGE_REQUESTS: Shapes<PageRequest> = {
  hello: record({
    type: literal('hello'),
    page,
    rejected: optional(listOf(record<RejectedMatch>(rejectedMatch), 1_000)),
  }),
  scan: record({ type: literal('scan'), blocks, isLast: truth }),
  forget: record({ type: literal('forget'), blockIds: listOf(blockId, 100_000) }),
  facts: record({
    type: literal('facts'),
    visit: whole(),
    entityId,
    context: record<ReadingContext>({ sentence: shortText, published }),
  }),
  explain: record({ type: literal('explain'), visit: whole(), blockId, offset: whole(0) }),
  reject: record({
    type: literal('reject'),
    scope: anyOf<'site' | 'everywhere'>([literal('site'), literal('everywhere')]),
    isOn: truth,
    ...rejectedMatch,
  }),
  'open-dossier': record({
    type: literal('open-dossier'),
    target: record<PanelTarget>({ id: entityId, name: text(300, 1) }),
  }),
  'look-up': record({ type: literal('look-up'), visit: whole(), text: text(MAX_LOOK_UP_LENGTH, 1) }),
  search: record({ type: literal('search'), text: text(MAX_LOOK_UP_LENGTH, 1) }),
  'load-tooltip': record({ type: literal('load-tooltip') }),
};

/** Among the extension's own pages and its background. */
export const EXTENSION_REQUESTS: Shapes<ExtensionRequest> = {
  'packs-changed': record({ type: literal('packs-changed') }),
  'annotate-tab': record({ type: literal('annotate-tab'), tabId: whole() }),
  'update-goes-on': record({ type: literal('update-goes-on') }),
};

/** From the background, to the page that updates packs. */
export const UPDATE_REQUESTS: Shapes<UpdateRequest> = {
  'update-pack': record({
    type: literal('update-pack'),
    subscription: record<UpdateTarget>({
      packId: entityId,
      url: address,
      validators: record<Validators>({ etag: optional(anyText), lastModified: optional(anyText) }),
      isManaged: optional(truth),
      publicKey: optional(shortText),
    }),
  }),
};

/** From the background, to pages of ours that are marked: the viewer of PDFs, the first-run page. */
export const VIEWER_REQUESTS: Shapes<ViewerRequest> = {
  'load-tooltip': record({ type: literal('load-tooltip') }),
};

const mentionList = record<MentionList>({
  isOn: truth,
  pace: anyOf<ReadingPace>([literal('keeping-up'), literal('slowed'), literal('cut-short')]),
  entities: listOf(
    record<ListedEntity>({
      id: entityId,
      name: text(300, 1),
      type: anyOf<EntityType>(ENTITY_TYPES.map((type) => literal(type))),
      count: whole(1),
      score: (value): value is number => typeof value === 'number' && value >= 0 && value <= 1,
      forms: listOf(text(1_000, 1), 1_000),
    }),
    50_000,
  ),
});

/** Reads what a content script says that its page mentions. @returns undefined for anything that is no such list. */
export function readMentionList(answer: unknown): MentionList | undefined {
  return mentionList(answer) ? answer : undefined;
}

/** Reads a message from a content script. @returns undefined for anything that is not a request. */
export function readPageRequest(message: unknown): PageRequest | undefined {
  return readMessage(PAGE_REQUESTS, message);
}

/** Reads a message from one of our own pages. @returns undefined for anything that is not a request. */
export function readExtensionRequest(message: unknown): ExtensionRequest | undefined {
  return readMessage(EXTENSION_REQUESTS, message);
}

/** Reads a message to the page that updates packs. @returns undefined for anything that is not a request. */
export function readUpdateRequest(message: unknown): UpdateRequest | undefined {
  return readMessage(UPDATE_REQUESTS, message);
}

/** Reads a message to a page of ours that is marked. @returns undefined for anything that is not a request. */
export function readViewerRequest(message: unknown): ViewerRequest | undefined {
  return readMessage(VIEWER_REQUESTS, message);
}

function readMessage<Message extends { readonly type: string }>(
  shapes: Shapes<Message>,
  message: unknown,
): Message | undefined {
  const type = (message as { readonly type?: unknown } | null | undefined)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return undefined;
  const isShaped: Shape<Message> = shapes[type as Message['type']];
  return isShaped(message) ? message : undefined;
}
