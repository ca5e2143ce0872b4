import { useEffect, useState } from 'preact/hooks';
import type { ManagedNoticeProps } from '../../components/settings/ManagedNotice.tsx';
import type { PacksSectionProps } from '../../components/settings/PacksSection.tsx';
import { readManagedPolicy, watchManagedPolicy } from '../../lib/extension/policy.ts';
import { NO_POLICY, type Policy } from '../../lib/model/policy.ts';

/** What the reader's organisation sets. */
export function usePolicy(): Policy {
  const [policy, setPolicy] = useState<Policy>(NO_POLICY);
  useEffect(() => {
    readManagedPolicy().then(setPolicy, console.error);
    return watchManagedPolicy(setPolicy);
  }, []);
  return policy;
}

/** @returns undefined where nobody manages anything. */
export function describeManaged(
  { packs, settings, blockedSites, faults }: Policy,
  { packs: installed, updatesOf, actions }: Pick<PacksSectionProps, 'packs' | 'updatesOf' | 'actions'>,
): ManagedNoticeProps | undefined {
  if (packs.length + settings.size + blockedSites.length + faults.length === 0) return undefined;
  const here = installed.phase === 'shown' ? installed.packs : undefined;
  const missing = packs.filter(({ packId }) => here && !here.some((pack) => pack.packId === packId));
  return {
    missing: missing.map(({ packId, url }) => {
      const { subscription, isRunning } = updatesOf(packId);
      return { packId, host: new URL(url).host, isRunning, outcome: subscription?.log[0]?.outcome };
    }),
    faults,
    onFetch: actions.onUpdateNow,
  };
}
