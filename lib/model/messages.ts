import type { EntityFacts, ReadingContext } from './entity-facts.ts';
import type { MarkStyles } from './mark-styles.ts';
import type { MatchExplanation, MentionedEntity } from './mention.ts';
import type { PageContext, TextBlock } from './page.ts';
import type { PanelTarget } from './panel.ts';
import type { RejectedMatch } from './rejection.ts';
import type { Settings } from './settings.ts';
import type { UpdateTarget } from './subscription.ts';

/**
 * Everything that crosses a process boundary. A content script is untrusted: the page may have taken
 * its process over, so the background validates each message and answers about names only.
 */

/**
 * Names of the port between a content script and the background, which differ in what they announce: text
 * to read, for which the background gets ready at once, or no more than a look at the facts of a mark.
 */
export const PAGE_PORT = 'page';
export const LOOK_UP_PORT = 'look-up';

/** Key of the symbol under which the script that looks up selected text waits for it, in the isolated world. */
export const LOOK_UP_KEY = 'factmark.look-up';

/** Content script → background, over the page port. */
export type PageRequest =
  /**
   * Comes before any text of the page on each connection, so that a background that died knows the page again;
   * and again when packs or settings changed, or the page became another.
   */
  | {
      readonly type: 'hello';
      readonly page: PageContext;
      /** What the reader rejected on this page alone. */
      readonly rejected?: readonly RejectedMatch[] | undefined;
    }
  /** Text to scan. `isLast` closes a batch: evidence from the whole page may now revise earlier blocks. */
  | { readonly type: 'scan'; readonly blocks: readonly TextBlock[]; readonly isLast: boolean }
  /** Blocks that left the page. */
  | { readonly type: 'forget'; readonly blockIds: readonly number[] }
  /** Facts to show. `visit` comes back with the answer, so that a late one can be dropped. */
  | {
      readonly type: 'facts';
      readonly visit: number;
      readonly entityId: string;
      readonly context: ReadingContext;
    }
  /** Why the mention at this place is linked as it is. */
  | { readonly type: 'explain'; readonly visit: number; readonly blockId: number; readonly offset: number }
  /**
   * The reader says that a name does not mean an entity, or takes that back. On the page's own site this
   * is saved; to make it hold everywhere, the background asks in a page of the extension, because a page
   * may have written this message (docs/decisions/0064-what-a-page-may-reject.md).
   */
  | ({
      readonly type: 'reject';
      readonly scope: 'site' | 'everywhere';
      readonly isOn: boolean;
    } & RejectedMatch)
  /** The reader wants all that is known about an entity, beside the page. */
  | { readonly type: 'open-dossier'; readonly target: PanelTarget }
  /** Whom a text that the reader selected names. */
  | { readonly type: 'look-up'; readonly visit: number; readonly text: string }
  /** The reader wants to search for a text, beside the page. */
  | { readonly type: 'search'; readonly text: string }
  /** The tooltip's own script is wanted: somebody points near a mark, or opens one by key. */
  | { readonly type: 'load-tooltip' };

/** Background → content script, over the page port. */
export type PageReply =
  /** Comes with every connection before the page has said anything, and again when it would say something else. */
  | {
      readonly type: 'welcome';
      /** False: stay quiet until a `refresh` ({@link TabRequest}). */
      readonly isOn: boolean;
      readonly theme: Settings['theme'];
      readonly marks: MarkStyles;
      /** Locale and compiled messages of the tooltip (see lib/locale). */
      readonly locale: LocaleMessages;
    }
  | MentionsReply
  | { readonly type: 'facts'; readonly visit: number; readonly facts: EntityFacts }
  | { readonly type: 'match'; readonly visit: number; readonly match: MatchExplanation }
  /** What a text that was looked up names; nothing, if `entity` is missing. */
  | { readonly type: 'found'; readonly visit: number; readonly entity?: MentionedEntity | undefined }
  /** The facts could not be read; `message` is a sentence for the reader. */
  | { readonly type: 'failed'; readonly visit: number; readonly message: string };

/** Replaces the mentions of the blocks in `blockIds`; a block without rows has none. */
export interface MentionsReply {
  readonly type: 'mentions';
  readonly blockIds: readonly number[];
  readonly entities: readonly MentionedEntity[];
  /**
   * Five numbers a mention: block id, start, end (UTF-16 code units in the block's text), index into
   * `entities`, score in thousandths. Plain numbers survive JSON serialisation in any Chromium.
   */
  readonly rows: readonly number[];
}

/** Numbers per mention in {@link MentionsReply.rows}. */
export const MENTION_ROW_LENGTH = 5;

/** A locale and its messages in Lingui's compiled form, which is plain JSON. */
export interface LocaleMessages {
  readonly locale: string;
  readonly messages: Readonly<Record<string, unknown>>;
}

/** Popup or background → content script (tabs.sendMessage): works while the port is closed, too. */
export type TabRequest =
  /** Packs or settings changed: say hello and scan again; open facts are out of date. */
  | { readonly type: 'refresh' }
  /**
   * To the next (1) or previous (-1) mention from here, in page order, or to the one where the reader is
   * (0); opens its facts and moves focus in.
   */
  | { readonly type: 'step'; readonly direction: 1 | -1 | 0 }
  /** Pins the tooltip, or lets go of the one that was pinned last; closes it. */
  | { readonly type: 'pin' }
  | { readonly type: 'close' }
  /** Access to the site was withdrawn: clear up and end. */
  | { readonly type: 'end' }
  | { readonly type: 'list-mentions' }
  /** Scrolls to the n-th mention (0-based) of an entity and opens its facts. */
  | { readonly type: 'jump-to'; readonly entityId: string; readonly occurrence: number };

export interface MentionList {
  readonly isOn: boolean;
  readonly pace: ReadingPace;
  readonly entities: readonly ListedEntity[];
}

/** What a page mentions, summed over all its mentions. */
export interface ListedEntity extends MentionedEntity {
  readonly count: number;
  /** How sure the surest mention is, 0..1. */
  readonly score: number;
  /** Each of its names on the page, as it is written there. */
  readonly forms: readonly string[];
}

/** Between the extension's own pages and its background (runtime.sendMessage). */
export type ExtensionRequest =
  /** Installed packs changed: every open page reads anew. */
  | { readonly type: 'packs-changed' }
  /** Annotate the tab once through activeTab, or after access to its site was granted. */
  | { readonly type: 'annotate-tab'; readonly tabId: number }
  /** The page that updates packs still works: a reason for the browser not to end the background. */
  | { readonly type: 'update-goes-on' };

/** Background → the page that updates packs, which nobody sees. */
export interface UpdateRequest {
  readonly type: 'update-pack';
  readonly subscription: UpdateTarget;
}

/**
 * How the reading of a page keeps up with it. `slowed`: it changes faster than it may be read, and is read
 * with long rests; marks come late. `cut-short`: it holds more text than is read.
 */
export type ReadingPace = 'keeping-up' | 'slowed' | 'cut-short';

/** Background → our viewer of PDFs or first-run page, which take no injected scripts: facts are wanted there. */
export interface ViewerRequest {
  readonly type: 'load-tooltip';
}
