import { z } from 'zod';
import { ENTITY_TYPES } from '../model/fact-pack.ts';
import { LINK_THRESHOLDS } from '../model/mention.ts';
import type { Rejection } from '../model/rejection.ts';
import { LANGUAGES, MARK_DENSITIES, MARK_LOOKS, type Settings } from '../model/settings.ts';
import { type Subscription, UPDATE_INTERVALS } from '../model/subscription.ts';

// The extension's policy forbids code made from strings, which zod would try.
z.config({ jitless: true });

/*
 * The first file of a backup, `setup.json`: settings, rejections, where packs are kept up to date from, their
 * order, and which of the files that follow is which version of which pack (docs/decisions, "A backup is an
 * archive"). Leave to read sites is the browser's and not in it. A backup of format 1 was this file alone, without the list of files.
 */

const FORMAT = 'factmark-backup/2';
const FORMAT_WITHOUT_PACKS = 'factmark-backup/1';

/** Longest `setup.json` that is read, in bytes: all that can be set fits many times. */
export const MAX_SETUP_BYTES = 5_000_000;

const text = (max: number) => z.string().min(1).max(max);
/** Milliseconds since the epoch. */
const moment = z.number().int().nonnegative().max(8_640_000_000_000_000);

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

const common = {
  createdAt: z.iso.datetime(),
  settings,
  rejections: z
    .array(
      z.strictObject({
        entityId: text(200),
        form: text(1_000),
        // A file of this computer has none.
        host: z.string().max(255).optional(),
        rejectedAt: moment,
      }),
    )
    .max(5_000),
  subscriptions: z
    .array(
      z.strictObject({
        packId: text(200),
        // Also of a host that only this network knows; whether packs are fetched from there is asked each time.
        url: z.url({ protocol: /^https?$/ }),
        isOn: z.boolean(),
        intervalHours: z.literal(UPDATE_INTERVALS),
      }),
    )
    .max(1_000),
};

const version = z.strictObject({
  file: text(200),
  size: z.number().int().positive(),
  version: text(200),
  importedAt: moment,
  isPinned: z.boolean(),
  serves: z.boolean(),
  detachedSignature: text(20_000).optional(),
});

const pack = z.strictObject({
  packId: text(200),
  isEnabled: z.boolean(),
  title: text(500),
  isBundled: z.boolean(),
  pinnedKey: text(200).optional(),
  versions: z
    .array(version)
    .max(1_000)
    .refine((versions) => versions.length === 0 || versions.filter(({ serves }) => serves).length === 1),
});

const backup = z.strictObject({
  format: z.literal(FORMAT),
  ...common,
  packs: z
    .array(pack)
    .max(1_000)
    .refine((packs) => {
      const files = packs.flatMap(({ versions }) => versions.map(({ file }) => file));
      return isWithoutRepetition(files) && isWithoutRepetition(packs.map(({ packId }) => packId));
    }),
});

const backupWithoutPacks = z.strictObject({
  format: z.literal(FORMAT_WITHOUT_PACKS),
  ...common,
  packs: z.array(z.strictObject({ packId: text(200), isEnabled: z.boolean() })).max(1_000),
});

/** Settings without what holds for the moment only. */
export type KeptSettings = Omit<Settings, 'marks'> & {
  readonly marks: Omit<Settings['marks'], 'pausedUntil'>;
};

export type KeptSubscription = Pick<Subscription, 'packId' | 'url' | 'isOn' | 'intervalHours'>;

/** What a reader has set. */
export interface Setup {
  readonly settings: KeptSettings;
  readonly rejections: readonly Rejection[];
  readonly subscriptions: readonly KeptSubscription[];
  /** In the reader's order. */
  readonly packs: readonly { readonly packId: string; readonly isEnabled: boolean }[];
}

/** A version of a pack, as a file of the backup. */
export interface KeptVersion {
  /** Its name within the backup. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly importedAt: number;
  readonly isPinned: boolean;
  /** The one that served when the backup was made; one of each pack's. */
  readonly serves: boolean;
  /** Text of the signature file that it came with. */
  readonly detachedSignature?: string | undefined;
}

/** A pack of a backup. */
export interface KeptPack {
  readonly packId: string;
  readonly title: string;
  /** It came with the extension, which has it: there are no files of it. */
  readonly isBundled: boolean;
  /** See `InstalledPack.pinnedKey` (lib/store). */
  readonly pinnedKey?: string | undefined;
  /** The lowest version first, which is how they can be imported again; empty where packs were left out. */
  readonly versions: readonly KeptVersion[];
}

/** What `setup.json` says. */
export interface BackupContents {
  readonly createdAt: string;
  readonly setup: Setup;
  /** Packs that files of the backup hold, in the order of the files, and bundled ones. */
  readonly packs: readonly KeptPack[];
}

export type BackupReading =
  | ({ readonly ok: true } & BackupContents)
  /**
   * `not-a-backup`: another file. `other-version`: of a Factmark that is newer than this. `damaged`: `path`
   * says where, e.g. "settings.theme".
   */
  | { readonly ok: false; readonly reason: 'not-a-backup' | 'other-version' }
  | { readonly ok: false; readonly reason: 'damaged'; readonly path: string };

/** What is to be kept could not be read back. */
export class UnkeepableError extends Error {
  override readonly name = 'UnkeepableError';
}

/**
 * The text of `setup.json`.
 *
 * @param packs What is known of the setup's packs besides; packs that are not among them have no files.
 * @throws UnkeepableError rather than to write what no restoration would take.
 */
export function writeSetupFile({ createdAt, setup, packs }: BackupContents): string {
  const { pausedUntil: _, ...marks }: Settings['marks'] = setup.settings.marks;
  const kept = new Map(packs.map((one) => [one.packId, one]));
  const content: z.input<typeof backup> = {
    format: FORMAT,
    createdAt,
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
    packs: setup.packs.map(({ packId, isEnabled }) => {
      const { title = packId, isBundled = false, pinnedKey, versions = [] } = kept.get(packId) ?? {};
      return { packId, isEnabled, title, isBundled, pinnedKey, versions: versions.map(pickVersion) };
    }),
  };
  const source = `${JSON.stringify(content, null, 2)}\n`;
  const reading = readSetupFile(source);
  if (!reading.ok) throw new UnkeepableError('path' in reading ? reading.path : reading.reason);
  const size = new TextEncoder().encode(source).length;
  if (size > MAX_SETUP_BYTES) throw new UnkeepableError(`${size} bytes`);
  return source;
}

/** Reads a `setup.json`, or a whole backup of format 1. Nothing of it is believed before all of it is in order. */
export function readSetupFile(source: string): BackupReading {
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
  if (format === FORMAT_WITHOUT_PACKS) return toReading(backupWithoutPacks.safeParse(value), () => []);
  if (format !== FORMAT) return { ok: false, reason: 'other-version' };
  return toReading(backup.safeParse(value), ({ packs }) => packs.map(({ isEnabled: _, ...kept }) => kept));
}

type Parsed = z.infer<typeof backupWithoutPacks> | z.infer<typeof backup>;

function toReading<T extends Parsed>(
  reading: z.ZodSafeParseResult<T>,
  packsOf: (parsed: T) => readonly KeptPack[],
): BackupReading {
  if (!reading.success) {
    return { ok: false, reason: 'damaged', path: reading.error.issues[0]!.path.join('.') };
  }
  const { createdAt, settings, rejections, subscriptions, packs } = reading.data;
  return {
    ok: true,
    createdAt,
    setup: {
      settings,
      rejections,
      subscriptions,
      packs: packs.map(({ packId, isEnabled }) => ({ packId, isEnabled })),
    },
    packs: packsOf(reading.data),
  };
}

/** Whoever lists the versions may know more of them. */
function pickVersion(kept: KeptVersion): z.input<typeof version> {
  const { file, size, importedAt, isPinned, serves, detachedSignature } = kept;
  return { file, size, version: kept.version, importedAt, isPinned, serves, detachedSignature };
}

function isWithoutRepetition(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
