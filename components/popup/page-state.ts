import type { ListedEntity, ReadingPace } from '../../lib/model/messages.ts';
import type { RejectionScope } from '../../lib/model/rejection.ts';

/** An entity that the page in front of the reader mentions. */
export type PageMention = ListedEntity;

/** How far "not this one" reaches from here; for one page alone it is the tooltip's to say. */
export type ListRejectionScope = Exclude<RejectionScope, 'page'>;

/** What the reader has said while the popup was open, and may take back. */
export interface MadeRejection {
  readonly mention: PageMention;
  readonly scope: ListRejectionScope;
}

/** How things stand between Factmark and the page in front of the reader. */
export type PageState =
  | { readonly kind: 'loading' }
  /** Marks are on; `mentions` in the order of their first occurrence. */
  | {
      readonly kind: 'marked';
      readonly host: string;
      readonly mentions: readonly PageMention[];
      readonly pace: ReadingPace;
    }
  /** The reader turned marks off for this site, or their organisation did. */
  | {
      readonly kind: 'off-here';
      readonly host: string;
      readonly isManaged?: boolean | undefined;
      /** What keeps it off other sites too, e.g. "*.example.org": the settings are where to change that. */
      readonly pattern?: string | undefined;
    }
  /** The reader turned marks off everywhere for a while; `until` in milliseconds since the epoch. */
  | { readonly kind: 'paused'; readonly host: string; readonly until: number }
  /** The reader turned marks off altogether, or their organisation did. */
  | { readonly kind: 'off-everywhere'; readonly host: string; readonly isManaged?: boolean | undefined }
  /** The reader has not let Factmark read this site. */
  | { readonly kind: 'no-access'; readonly host: string }
  /** No extension may read this page: the browser's own pages, its shop, other schemes than http. */
  | { readonly kind: 'restricted' }
  /** The browser draws a PDF itself, where extensions may not go. */
  | { readonly kind: 'pdf'; readonly host: string }
  /** Access is there, but the page does not answer. */
  | { readonly kind: 'failed'; readonly host: string };
