/** How far a reader's "not this one" reaches. */
export const REJECTION_SCOPES = ['page', 'site', 'everywhere'] as const;
export type RejectionScope = (typeof REJECTION_SCOPES)[number];

/** A name that a reader has said does not mean an entity. */
export interface RejectedMatch {
  readonly entityId: string;
  /** The name as it stood on the page, white space collapsed; letter case counts. */
  readonly form: string;
}

/** A rejection that stays: kept in `storage.local` under "rejections", in the order in which they were made. */
export interface Rejection extends RejectedMatch {
  /** The site that it holds for; missing: it holds everywhere. */
  readonly host?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly rejectedAt: number;
}

/** The form under which a name is rejected. */
export function toRejectedForm(surfaceForm: string): string {
  return surfaceForm.replace(/\s+/g, ' ').trim();
}
