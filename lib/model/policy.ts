import { LINK_THRESHOLDS } from './mention.ts';
import { LANGUAGES, MARK_DENSITIES, MARK_LOOKS, type Settings } from './settings.ts';
import { UPDATE_INTERVALS, type UpdateInterval } from './subscription.ts';

/*
 * What an organisation sets for its readers through the browser (docs/administrators.md). Browsers hand
 * it over as it was written: an entry that is wrong is left out and named, the rest holds.
 */

type Choice = string | boolean;

interface ManagedSetting {
  readonly choices: readonly Choice[];
  readonly read: (settings: Settings) => Choice;
  readonly write: (settings: Settings, value: never) => Settings;
}

/** Settings that can be locked: what they may be, and where they stand. */
const MANAGED_SETTINGS = {
  marks: {
    choices: [true, false],
    read: ({ marks }) => marks.isOn,
    write: (settings, isOn: boolean) => ({ ...settings, marks: { ...settings.marks, isOn } }),
  },
  density: {
    choices: MARK_DENSITIES,
    read: ({ marks }) => marks.density,
    write: (settings, density: Settings['marks']['density']) => ({
      ...settings,
      marks: { ...settings.marks, density },
    }),
  },
  look: {
    choices: MARK_LOOKS,
    read: ({ marks }) => marks.look,
    write: (settings, look: Settings['marks']['look']) => ({
      ...settings,
      marks: { ...settings.marks, look },
    }),
  },
  threshold: {
    choices: LINK_THRESHOLDS,
    read: ({ linker }) => linker.threshold,
    write: (settings, threshold: Settings['linker']['threshold']) => ({
      ...settings,
      linker: { ...settings.linker, threshold },
    }),
  },
  theme: {
    choices: ['system', 'light', 'dark'],
    read: ({ theme }) => theme,
    write: (settings, theme: Settings['theme']) => ({ ...settings, theme }),
  },
  language: {
    choices: ['auto', ...LANGUAGES],
    read: ({ language }) => language,
    write: (settings, language: Settings['language']) => ({ ...settings, language }),
  },
} as const satisfies Readonly<Record<string, ManagedSetting>>;

export type ManagedSettingName = keyof typeof MANAGED_SETTINGS;

/** A pack that every reader of the organisation has. */
export interface ManagedPack {
  readonly packId: string;
  readonly url: string;
  /** The key that it must be signed by, from the first installation on. */
  readonly publicKey?: string | undefined;
  readonly intervalHours: UpdateInterval;
}

export interface Policy {
  readonly packs: readonly ManagedPack[];
  readonly settings: ReadonlyMap<ManagedSettingName, Choice>;
  /** Hosts on which Factmark stays off, besides those that the reader chose. */
  readonly blockedSites: readonly string[];
  /** Paths of entries that are wrong and do not count, e.g. "packs[1].url". */
  readonly faults: readonly string[];
}

export const NO_POLICY: Policy = { packs: [], settings: new Map(), blockedSites: [], faults: [] };

/** @param value As the browser hands it over. */
export function readPolicy(value: unknown): Policy {
  const faults: string[] = [];
  const { packs, settings, blockedSites, ...unknown } = asObject(value);
  faults.push(...Object.keys(unknown));
  return {
    packs: readList(packs, 'packs', faults).flatMap(([entry, path]) => readPack(entry, path, faults)),
    settings: readSettings(settings, faults),
    blockedSites: readList(blockedSites, 'blockedSites', faults).flatMap(([host, path]) =>
      typeof host === 'string' && /^[a-z0-9.-]{1,253}$/.test(host) ? [host] : reject(path, faults),
    ),
    faults,
  };
}

function readSettings(value: unknown, faults: string[]): Policy['settings'] {
  const settings = new Map<ManagedSettingName, Choice>();
  if (value !== undefined && !isObject(value)) reject('settings', faults);
  for (const [name, choice] of Object.entries(asObject(value))) {
    const known = Object.hasOwn(MANAGED_SETTINGS, name)
      ? MANAGED_SETTINGS[name as ManagedSettingName]
      : undefined;
    if ((known?.choices as readonly unknown[] | undefined)?.includes(choice)) {
      settings.set(name as ManagedSettingName, choice as Choice);
    } else reject(`settings.${name}`, faults);
  }
  return settings;
}

function readPack(value: unknown, path: string, faults: string[]): ManagedPack[] {
  const { id, url, publicKey, intervalHours = 24 } = asObject(value);
  if (typeof id !== 'string' || !/^\S{1,200}$/.test(id)) return reject(`${path}.id`, faults);
  if (typeof url !== 'string' || !URL.canParse(url)) return reject(`${path}.url`, faults);
  const interval = UPDATE_INTERVALS.find((hours) => hours === intervalHours);
  if (interval === undefined) return reject(`${path}.intervalHours`, faults);
  if (publicKey === undefined) return [{ packId: id, url, intervalHours: interval }];
  // A key that cannot be read must not turn into no key at all.
  return typeof publicKey === 'string' && /^ed25519:[A-Za-z0-9_-]{43}$/.test(publicKey)
    ? [{ packId: id, url, publicKey, intervalHours: interval }]
    : reject(`${path}.publicKey`, faults);
}

function readList(value: unknown, name: string, faults: string[]): [entry: unknown, path: string][] {
  if (value === undefined) return [];
  return Array.isArray(value)
    ? value.map((entry, index) => [entry, `${name}[${index}]`])
    : reject(name, faults);
}

function reject(path: string, faults: string[]): never[] {
  faults.push(path);
  return [];
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The settings that hold: the reader's, but for what the organisation sets. */
export function applyPolicy(chosen: Settings, { settings, blockedSites }: Policy): Settings {
  let held = chosen;
  for (const [name, value] of settings) held = MANAGED_SETTINGS[name].write(held, value as never);
  if (blockedSites.length === 0) return held;
  const blocked = [...new Set([...held.sites.blocked, ...blockedSites])];
  return { ...held, sites: { ...held.sites, blocked } };
}

/**
 * The settings to save: what the reader changed, but what the organisation sets as the reader had chosen it
 * before, so that it comes back when the organisation lets go.
 */
export function withoutPolicy(
  changed: Settings,
  chosen: Settings,
  { settings, blockedSites }: Policy,
): Settings {
  let saved = changed;
  for (const name of settings.keys()) {
    const { read, write } = MANAGED_SETTINGS[name];
    saved = write(saved, read(chosen) as never);
  }
  const isOwn = (host: string) => chosen.sites.blocked.includes(host) || !blockedSites.includes(host);
  return { ...saved, sites: { ...saved.sites, blocked: saved.sites.blocked.filter(isOwn) } };
}
