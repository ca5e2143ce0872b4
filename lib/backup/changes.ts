import type { Rejection } from '../model/rejection.ts';
import type { KeptSettings, KeptSubscription, Setup } from './backup.ts';

/** Settings by the way to them; a new one has to be named here before it can be backed up. */
export const SETTING_PATHS = [
  'marks.isOn',
  'marks.isCounted',
  'marks.density',
  'marks.look',
  'marks.hiddenTypes',
  'linker.threshold',
  'theme',
  'language',
  'sites.blocked',
] as const;
export type SettingPath = (typeof SETTING_PATHS)[number];

export type SettingValue = boolean | string | readonly string[];

export interface SettingChange {
  readonly path: SettingPath;
  readonly from: SettingValue;
  readonly to: SettingValue;
}

/** What restoring a backup would change. */
export interface SetupChanges {
  readonly settings: readonly SettingChange[];
  readonly rejections: { readonly added: number; readonly removed: number };
  /** Ids of packs whose updates would begin, be different, or end. */
  readonly subscriptions: {
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
  };
  readonly packs: {
    readonly enabled: readonly string[];
    readonly disabled: readonly string[];
    readonly isReordered: boolean;
  };
  /** Packs of the backup that are not installed: nothing of theirs can be restored. */
  readonly missing: readonly { readonly packId: string; readonly url?: string | undefined }[];
}

/** Compares how things are with a backup, as far as its packs are installed. */
export function compareSetups(now: Setup, then: Setup): SetupChanges {
  const installed = new Set(now.packs.map(({ packId }) => packId));
  const isInstalled = ({ packId }: { readonly packId: string }) => installed.has(packId);
  const wanted = then.packs.filter(isInstalled);
  const enabledNow = new Map(now.packs.map(({ packId, isEnabled }) => [packId, isEnabled]));
  const order = now.packs
    .map(({ packId }) => packId)
    .filter((id) => wanted.some(({ packId }) => packId === id));
  return {
    settings: SETTING_PATHS.map((path) => ({
      path,
      from: settingAt(now.settings, path),
      to: settingAt(then.settings, path),
    })).filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to)),
    rejections: {
      added: missingFrom(now.rejections, then.rejections),
      removed: missingFrom(then.rejections, now.rejections),
    },
    subscriptions: compareSubscriptions(now.subscriptions, then.subscriptions.filter(isInstalled)),
    packs: {
      enabled: wanted
        .filter((pack) => pack.isEnabled && !enabledNow.get(pack.packId))
        .map(({ packId }) => packId),
      disabled: wanted
        .filter((pack) => !pack.isEnabled && enabledNow.get(pack.packId))
        .map(({ packId }) => packId),
      isReordered: String(order) !== String(wanted.map(({ packId }) => packId)),
    },
    missing: then.packs
      .filter((pack) => !isInstalled(pack))
      .map(({ packId }) => ({
        packId,
        url: then.subscriptions.find((subscription) => subscription.packId === packId)?.url,
      })),
  };
}

/** True if restoring would leave everything as it is. */
export function isUnchanged({ settings, rejections, subscriptions, packs }: SetupChanges): boolean {
  return (
    settings.length === 0 &&
    rejections.added + rejections.removed === 0 &&
    Object.values(subscriptions).every((ids) => ids.length === 0) &&
    packs.enabled.length + packs.disabled.length === 0 &&
    !packs.isReordered
  );
}

function settingAt({ marks, linker, theme, language, sites }: KeptSettings, path: SettingPath): SettingValue {
  switch (path) {
    case 'marks.isOn':
      return marks.isOn;
    case 'marks.isCounted':
      return marks.isCounted;
    case 'marks.density':
      return marks.density;
    case 'marks.look':
      return marks.look;
    case 'marks.hiddenTypes':
      return marks.hiddenTypes.toSorted();
    case 'linker.threshold':
      return linker.threshold;
    case 'theme':
      return theme;
    case 'language':
      return language;
    case 'sites.blocked':
      return sites.blocked.toSorted();
  }
}

/** How many of the second the first lacks. */
function missingFrom(rejections: readonly Rejection[], others: readonly Rejection[]): number {
  const keyOf = ({ entityId, form, host }: Rejection) => JSON.stringify([entityId, form, host]);
  const known = new Set(rejections.map(keyOf));
  return others.filter((other) => !known.has(keyOf(other))).length;
}

function compareSubscriptions(
  now: readonly KeptSubscription[],
  then: readonly KeptSubscription[],
): SetupChanges['subscriptions'] {
  const before = new Map(now.map((subscription) => [subscription.packId, subscription]));
  const after = new Set(then.map(({ packId }) => packId));
  const isOther = ({ packId, url, isOn, intervalHours }: KeptSubscription) => {
    const known = before.get(packId);
    return known && (known.url !== url || known.isOn !== isOn || known.intervalHours !== intervalHours);
  };
  return {
    added: then.filter(({ packId }) => !before.has(packId)).map(({ packId }) => packId),
    changed: then.filter(isOther).map(({ packId }) => packId),
    removed: now.filter(({ packId }) => !after.has(packId)).map(({ packId }) => packId),
  };
}
