import { z } from 'zod';
import { ENTITY_TYPES } from '../model/fact-pack.ts';
import { LINK_THRESHOLDS } from '../model/mention.ts';
import type { Rejection } from '../model/rejection.ts';
import { LANGUAGES, MARK_DENSITIES, MARK_LOOKS, type Settings } from '../model/settings.ts';
import { type Subscription, UPDATE_INTERVALS } from '../model/subscription.ts';

// The extension's policy forbids code made from strings, which zod would try.
z.config({ jitless: true });

/*
 * Everything that a reader has set, in one file: settings, rejections, where packs are kept up to date
 * from, and their order. Packs themselves are files already, and leave to read sites is the browser's.
 */

const FORMAT = 'factmark-backup/1';

/** Longest file that is read, in bytes: all that can be set fits many times. */
export const MAX_BACKUP_BYTES = 5_000_000;

const text = (max: number) => z.string().min(1).max(max);

const settings = z.strictObject({
  marks: z.strictObject({
    isOn: z.boolean(),
    density: z.enum(MARK_DENSITIES),
    look: z.enum(MARK_LOOKS),
    // Backups of an earlier version lack it.
    hiddenTypes: z.array(z.enum(ENTITY_TYPES)).max(ENTITY_TYPES.length).default([]),
    isCounted: z.boolean(),
  }),
  sites: z.strictObject({ blocked: z.array(text(255)).max(100_000) }),
  linker: z.strictObject({ threshold: z.enum(LINK_THRESHOLDS) }),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['auto', ...LANGUAGES]),
});

const backup = z.strictObject({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  settings,
  rejections: z
    .array(
      z.strictObject({
        entityId: text(200),
        form: text(1_000),
        host: text(255).optional(),
        rejectedAt: z.number().int().nonnegative(),
      }),
    )
    .max(5_000),
  subscriptions: z
    .array(
      z.strictObject({
        packId: text(200),
        url: z.httpUrl().max(8_192),
        isOn: z.boolean(),
        intervalHours: z.literal(UPDATE_INTERVALS),
      }),
    )
    .max(1_000),
  packs: z.array(z.strictObject({ packId: text(200), isEnabled: z.boolean() })).max(1_000),
});

/** Settings without what holds for the moment only. */
export type KeptSettings = Omit<Settings, 'marks'> & {
  readonly marks: Omit<Settings['marks'], 'pausedUntil'>;
};

export type KeptSubscription = Pick<Subscription, 'packId' | 'url' | 'isOn' | 'intervalHours'>;

/** What a backup holds. */
export interface Setup {
  readonly settings: KeptSettings;
  readonly rejections: readonly Rejection[];
  readonly subscriptions: readonly KeptSubscription[];
  /** In the reader's order. */
  readonly packs: readonly { readonly packId: string; readonly isEnabled: boolean }[];
}

export type BackupReading =
  | { readonly ok: true; readonly setup: Setup; readonly createdAt: string }
  /**
   * `not-a-backup`: another file. `other-version`: of a Factmark that is newer than this. `damaged`: `path`
   * says where, e.g. "settings.theme".
   */
  | { readonly ok: false; readonly reason: 'not-a-backup' | 'other-version' }
  | { readonly ok: false; readonly reason: 'damaged'; readonly path: string };

/** The text of a backup file. */
export function writeBackup(setup: Setup, now: Date): string {
  const { pausedUntil: _, ...marks }: Settings['marks'] = setup.settings.marks;
  const content: z.input<typeof backup> = {
    format: FORMAT,
    createdAt: now.toISOString(),
    settings: {
      ...setup.settings,
      marks: { ...marks, hiddenTypes: [...marks.hiddenTypes] },
      sites: { blocked: [...setup.settings.sites.blocked] },
    },
    rejections: [...setup.rejections],
    subscriptions: setup.subscriptions.map(({ packId, url, isOn, intervalHours }) => ({
      packId,
      url,
      isOn,
      intervalHours,
    })),
    packs: setup.packs.map(({ packId, isEnabled }) => ({ packId, isEnabled })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Reads a file that claims to be a backup. Nothing of it is believed before all of it is in order. */
export function readBackup(source: string): BackupReading {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { ok: false, reason: 'not-a-backup' };
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format !== 'string' || !format.startsWith('factmark-backup/')) {
    return { ok: false, reason: 'not-a-backup' };
  }
  if (format !== FORMAT) return { ok: false, reason: 'other-version' };
  const reading = backup.safeParse(value);
  if (!reading.success) {
    return { ok: false, reason: 'damaged', path: reading.error.issues[0]!.path.join('.') };
  }
  const { format: _, createdAt, ...setup } = reading.data;
  return { ok: true, createdAt, setup };
}
