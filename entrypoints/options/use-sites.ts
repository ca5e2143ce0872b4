import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SitesSectionProps } from '../../components/settings/SitesSection.tsx';
import { releasePackAccess, requestPackAccess } from '../../lib/extension/pack-access.ts';
import {
  ALL_SITES,
  hostOfPattern,
  readSiteAccess,
  requestAccessTo,
  revokeAccessTo,
  type SiteAccess,
  watchSiteAccess,
} from '../../lib/extension/site-access.ts';
import type { Settings } from '../../lib/model/settings.ts';
import type { Undoing } from './use-undo.ts';

/** Sites as the browser and the settings have them, and what changes them. */
export function useSites({ sites: { blocked } }: Settings, { offer, change }: Undoing): SitesSectionProps {
  const [access, setAccess] = useState<SiteAccess>({ hasAllSites: false, origins: [], packOrigins: [] });
  const read = useCallback(() => {
    readSiteAccess().then(setAccess, console.error);
  }, []);
  useEffect(() => {
    read();
    return watchSiteAccess(read);
  }, [read]);

  const changeBlocked = (edit: (blocked: readonly string[]) => readonly string[]) =>
    change((settings) => ({
      ...settings,
      sites: { ...settings.sites, blocked: edit(settings.sites.blocked) },
    }));

  return {
    hasAllSites: access.hasAllSites,
    granted: access.origins.map((pattern) => ({ pattern, host: hostOfPattern(pattern) })),
    forPacks: access.packOrigins.map((pattern) => ({ pattern, host: hostOfPattern(pattern) })),
    blocked: blocked.toSorted(),
    // Read again also when the answer is no: the switch must go back to how things are.
    onAllSites: (isGranted) =>
      void (isGranted ? requestAccessTo(ALL_SITES) : revokeAccessTo(ALL_SITES)).then(read, read),
    onRevoke: (pattern) => {
      void revokeAccessTo(pattern).then(read);
      offer(() => requestAccessTo(pattern).then(read, read));
    },
    onRevokePacks: (pattern) => {
      const url = pattern.replace('*', '');
      void releasePackAccess(url).then(read, read);
      offer(() => requestPackAccess(url).then(read, read));
    },
    onBlock: (host) => changeBlocked((hosts) => [...new Set([...hosts, host])]),
    onUnblock: (host) => changeBlocked((hosts) => hosts.filter((other) => other !== host)),
  };
}
