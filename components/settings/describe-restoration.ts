import type { SettingChange, SetupChanges } from '../../lib/backup/changes.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { EntityType } from '../../lib/model/fact-pack.ts';
import type { LinkThreshold } from '../../lib/model/mention.ts';
import type { MarkDensity, MarkLook, Settings } from '../../lib/model/settings.ts';
import { isolate } from '../shared/isolate.ts';
import type { PackRestoration } from './backup-state.ts';

/** Names of packs that one line bears; the others are counted. */
const MOST_NAMED = 6;

/** What restoring would do with packs whose files are in the backup. */
export function describePacks(packs: readonly PackRestoration[], translator: Translator): string[] {
  const { t, direction } = translator;
  const own = (text: string) => isolate(text, direction);
  const installed = packs.flatMap((pack) => {
    if (pack.action === 'install-bundled') return [own(pack.title)];
    if (pack.action !== 'install') return [];
    const { title, version, others } = pack;
    return [t('backup.packs.version', { title: own(title), version: own(version), count: others })];
  });
  return [
    ...(installed.length === 0
      ? []
      : [t('backup.packs.install', { packs: listSome(installed, translator) })]),
    ...packs.flatMap((pack) => {
      if (pack.action !== 'replace' && pack.action !== 'roll-back' && pack.action !== 'keep') return [];
      const { title, from, version } = pack;
      const names = { title: own(title), from: own(from), version: own(version) };
      return [pack.action === 'keep' ? t('backup.packs.keep', names) : t('backup.packs.replace', names)];
    }),
  ];
}

/** What would change of all that is set, one sentence a change. */
export function describeChanges(
  { settings, rejections, subscriptions, packs, missing }: SetupChanges,
  translator: Translator,
  titleOf: (packId: string) => string,
): string[] {
  const { t } = translator;
  const line = (ids: readonly string[], say: (packs: string) => string) =>
    ids.length === 0 ? [] : [say(listSome(ids.map(titleOf), translator))];
  return [
    ...settings.map((change) => describeSetting(change, translator)),
    ...(rejections.added === 0 ? [] : [t('backup.rejections.added', { count: rejections.added })]),
    ...(rejections.removed === 0 ? [] : [t('backup.rejections.removed', { count: rejections.removed })]),
    ...line(subscriptions.added, (names) => t('backup.subscriptions.added', { packs: names })),
    ...line(subscriptions.changed, (names) => t('backup.subscriptions.changed', { packs: names })),
    ...line(subscriptions.removed, (names) => t('backup.subscriptions.removed', { packs: names })),
    ...line(packs.enabled, (names) => t('backup.packs.enabled', { packs: names })),
    ...line(packs.disabled, (names) => t('backup.packs.disabled', { packs: names })),
    ...(packs.isReordered ? [t('backup.packs.reordered')] : []),
    ...line(
      missing.map(({ packId }) => packId),
      (names) => t('backup.packs.missing', { packs: names }),
    ),
  ];
}

/** A few of many names, and how many there are besides. */
export function listSome(all: readonly string[], { t, formatList }: Translator): string {
  const names = all.slice(0, MOST_NAMED);
  const count = all.length - names.length;
  return formatList(count === 0 ? names : [...names, t('backup.change.more', { count })]);
}

function describeSetting({ path, from, to }: SettingChange, translator: Translator): string {
  const { t } = translator;
  const say = (value: SettingChange['from']): string => {
    if (typeof value === 'boolean') return t(value ? 'backup.change.on' : 'backup.change.off');
    if (path === 'marks.hiddenTypes') return nameTypes(value as readonly EntityType[], translator);
    if (typeof value !== 'string') return t('backup.change.sites', { count: value.length });
    return nameChoice(path, value, translator);
  };
  return t('backup.change.setting', { name: t(`backup.setting.${path}`), from: say(from), to: say(to) });
}

function nameTypes(types: readonly EntityType[], { t, formatList }: Translator): string {
  return types.length === 0
    ? t('backup.change.noTypes')
    : formatList(types.map((type) => t(`shared.entityType.${type}`)));
}

/** One of several choices in the words of the section that offers it. The value was checked when it was read. */
function nameChoice(path: SettingChange['path'], value: string, { t, locale }: Translator): string {
  switch (path) {
    case 'marks.density':
      return t(`settings.marks.density.${value as MarkDensity}`);
    case 'marks.look':
      return t(`settings.marks.look.${value as MarkLook}`);
    case 'linker.threshold':
      return t(`settings.marks.threshold.${value as LinkThreshold}`);
    case 'theme':
      return t(`settings.marks.theme.${value as Settings['theme']}`);
    default: {
      if (value === 'auto') return t('backup.change.browserLanguage');
      return new Intl.DisplayNames(locale, { type: 'language' }).of(value) ?? value;
    }
  }
}
