import type { MentionedEntity } from './mention.ts';

/** What the side panel is asked to show. */
export type PanelRequest =
  | { readonly kind: 'dossier'; readonly target: Pick<MentionedEntity, 'id' | 'name'> }
  /** The best match for a text, or what else was found for it. */
  | { readonly kind: 'look-up'; readonly text: string }
  /** What was last open, or the search. */
  | { readonly kind: 'open' };
