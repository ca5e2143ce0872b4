import type { LinkThreshold } from './mention.ts';

/** Which mentions of an entity are marked: all, or the first of each section or page. */
export const MARK_DENSITIES = ['all', 'section', 'page'] as const;
export type MarkDensity = (typeof MARK_DENSITIES)[number];

/** The reader's choices; kept in `storage.local`, saved at once. */
export interface Settings {
  readonly marks: {
    readonly isOn: boolean;
    /** Until then marks are off everywhere; milliseconds since the epoch. */
    readonly pausedUntil?: number | undefined;
    readonly density: MarkDensity;
  };
  readonly sites: {
    /** Hosts on which Factmark stays off, e.g. "example.org". Sub-domains are separate hosts. */
    readonly blocked: readonly string[];
  };
  readonly linker: {
    readonly threshold: LinkThreshold;
  };
  readonly theme: 'system' | 'light' | 'dark';
}

export const DEFAULT_SETTINGS: Settings = {
  marks: { isOn: true, density: 'all' },
  sites: { blocked: [] },
  linker: { threshold: 'balanced' },
  theme: 'system',
};

/** True if the reader wants marks at this moment, wherever a site is not blocked. */
export function areMarksOn({ marks: { isOn, pausedUntil = 0 } }: Settings, now: number): boolean {
  return isOn && now >= pausedUntil;
}
