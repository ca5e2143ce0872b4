import type { MentionedEntity } from './mention.ts';

/** An entity, as far as it takes to open its dossier. */
export type PanelTarget = Pick<MentionedEntity, 'id' | 'name'>;

/** What the side panel is asked to show. */
export type PanelRequest =
  | { readonly kind: 'dossier'; readonly target: PanelTarget }
  /** The best match for a text, or what else was found for it. */
  | { readonly kind: 'look-up'; readonly text: string }
  /** What was last open, or the search. */
  | { readonly kind: 'open' };
