import type { EntityType } from './fact-pack.ts';
import type { LinkThreshold } from './mention.ts';

/** Which mentions of an entity are marked: all, or the first of each section or page. */
export const MARK_DENSITIES = ['all', 'section', 'page'] as const;
export type MarkDensity = (typeof MARK_DENSITIES)[number];

/** How a mark is drawn: a dotted line, a tint behind the words, or both. */
export const MARK_LOOKS = ['line-and-tint', 'line', 'tint'] as const;
export type MarkLook = (typeof MARK_LOOKS)[number];

/** Languages that the product speaks, as BCP 47 tags (lib/locale). */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The reader's choices; kept in `storage.local`, saved at once. */
export interface Settings {
  readonly marks: {
    readonly isOn: boolean;
    /** Until then marks are off everywhere; milliseconds since the epoch. */
    readonly pausedUntil?: number | undefined;
    readonly density: MarkDensity;
    readonly look: MarkLook;
    /** Kinds of things that are not marked on pages; search finds them all the same. */
    readonly hiddenTypes: readonly EntityType[];
    /** The button in the toolbar says how many there are on the page. */
    readonly isCounted: boolean;
  };
  readonly sites: {
    /**
     * Where Factmark stays off: hosts, e.g. "example.org", whose sub-domains are separate hosts, and
     * patterns, e.g. "*.example.org", which cover a host with all that is below it.
     */
    readonly blocked: readonly string[];
  };
  readonly linker: {
    readonly threshold: LinkThreshold;
  };
  readonly theme: 'system' | 'light' | 'dark';
  /** "auto": the first of the browser's languages that the product speaks. */
  readonly language: Language | 'auto';
}

export const DEFAULT_SETTINGS: Settings = {
  marks: { isOn: true, density: 'all', look: 'line-and-tint', hiddenTypes: [], isCounted: true },
  sites: { blocked: [] },
  linker: { threshold: 'balanced' },
  theme: 'system',
  language: 'auto',
};

/** How long marks stay off when a reader pauses them, in milliseconds. */
export const PAUSE_MS = 3_600_000;

/** True if the reader wants marks at this moment, wherever a site is not blocked. */
export function areMarksOn(settings: Settings, now: number): boolean {
  return settings.marks.isOn && !isPaused(settings, now);
}

/** True during a pause. One that would last longer than any was begun by a clock that was ahead, and is over. */
export function isPaused({ marks: { pausedUntil = 0 } }: Settings, now: number): boolean {
  const rest = pausedUntil - now;
  return 0 < rest && rest <= PAUSE_MS;
}

/** The reader's entry that keeps Factmark off a host: the host itself, or a pattern that covers it. */
export function findBlocking({ sites: { blocked } }: Settings, host: string): string | undefined {
  return blocked.find((entry) =>
    entry.startsWith('*.') ? `.${host}`.endsWith(entry.slice(1)) : entry === host,
  );
}

/**
 * Takes one change back and leaves alone what was changed since.
 *
 * @param before As the settings were, and `after` as the change left them.
 */
export function takeBack(now: Settings, before: Settings, after: Settings): Settings {
  return merge(now, before, after) as Settings;
}

function merge(now: unknown, before: unknown, after: unknown): unknown {
  if (JSON.stringify(before) === JSON.stringify(after)) return now;
  if (!isGroup(now) || !isGroup(before) || !isGroup(after)) return before;
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return Object.fromEntries(
    names
      .map((name) => [name, merge(now[name], before[name], after[name])] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
