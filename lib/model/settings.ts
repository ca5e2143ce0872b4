import type { LinkThreshold } from './mention.ts';

/** The reader's choices; kept in `storage.local`, saved at once. */
export interface Settings {
  readonly marks: {
    readonly isOn: boolean;
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
  marks: { isOn: true },
  sites: { blocked: [] },
  linker: { threshold: 'balanced' },
  theme: 'system',
};
