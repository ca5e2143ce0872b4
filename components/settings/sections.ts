import type { MessageId } from '../../lib/locale/translator.ts';

/** Sections of the settings page; each has an address of its own, e.g. "#packs". */
export const SECTIONS = ['packs', 'sites', 'marks', 'shortcuts', 'backup', 'about'] as const;
export type Section = (typeof SECTIONS)[number];

/** Something that is set or looked up on the settings page, and what it may be sought by. */
export interface SettingEntry {
  readonly section: Section;
  /** Id of its element there, and the second part of its address: "#marks/threshold". */
  readonly name: string;
  readonly title: MessageId;
  /** Messages whose words lead here, besides the title's. */
  readonly about: readonly MessageId[];
}

/** Every setting, in the order of the page. */
export const SETTINGS: readonly SettingEntry[] = [
  {
    section: 'packs',
    name: 'import',
    title: 'settings.import.title',
    about: ['settings.import.hint', 'settings.import.paste', 'settings.import.fromAddress'],
  },
  {
    section: 'packs',
    name: 'installed',
    title: 'settings.packs.installed',
    about: [
      'settings.packs.lead',
      'settings.packs.moveHint',
      'settings.packs.history',
      'settings.packs.storage',
      'settings.packs.key',
      'settings.packs.remove',
      'settings.updates.title',
      'settings.updates.automatic',
      'settings.updates.log',
    ],
  },
  {
    section: 'sites',
    name: 'granted',
    title: 'settings.sites.granted',
    about: ['settings.sites.lead', 'settings.sites.all', 'settings.sites.allHint', 'settings.sites.revoke'],
  },
  {
    section: 'sites',
    name: 'blocked',
    title: 'settings.sites.blocked',
    about: ['settings.sites.blockedLead', 'settings.sites.block.label'],
  },
  { section: 'marks', name: 'on', title: 'settings.marks.on', about: ['settings.marks.onHint'] },
  { section: 'marks', name: 'count', title: 'settings.marks.count', about: ['settings.marks.countHint'] },
  {
    section: 'marks',
    name: 'look',
    title: 'settings.marks.look',
    about: ['settings.marks.lookLead', 'settings.marks.look.line', 'settings.marks.look.tint'],
  },
  {
    section: 'marks',
    name: 'density',
    title: 'settings.marks.density',
    about: ['settings.marks.densityLead', 'settings.marks.density.section', 'settings.marks.density.page'],
  },
  {
    section: 'marks',
    name: 'types',
    title: 'settings.marks.types',
    about: [
      'settings.marks.typesLead',
      'shared.entityType.organization',
      'shared.entityType.person',
      'shared.entityType.place',
    ],
  },
  {
    section: 'marks',
    name: 'threshold',
    title: 'settings.marks.threshold',
    about: [
      'settings.marks.thresholdLead',
      'settings.marks.threshold.strict',
      'settings.marks.threshold.balanced',
      'settings.marks.threshold.everything',
    ],
  },
  {
    section: 'marks',
    name: 'theme',
    title: 'settings.marks.theme',
    about: ['settings.marks.theme.dark', 'settings.marks.theme.light', 'settings.marks.theme.system'],
  },
  {
    section: 'marks',
    name: 'language',
    title: 'settings.marks.language',
    about: ['settings.marks.languageLead'],
  },
  {
    section: 'marks',
    name: 'rejections',
    title: 'settings.rejections.title',
    about: ['settings.rejections.lead', 'settings.rejections.export', 'settings.rejections.exportLead'],
  },
  {
    section: 'shortcuts',
    name: 'keys',
    title: 'settings.shortcuts.title',
    about: ['settings.shortcuts.lead', 'settings.shortcuts.change'],
  },
  {
    section: 'backup',
    name: 'save',
    title: 'backup.save.heading',
    about: ['backup.save.lead', 'backup.save.packs', 'backup.save.action'],
  },
  {
    section: 'backup',
    name: 'restore',
    title: 'backup.restore.heading',
    about: ['backup.restore.lead', 'backup.restore.choose'],
  },
  {
    section: 'backup',
    name: 'reset',
    title: 'backup.reset.heading',
    about: ['backup.reset.lead', 'backup.reset.action'],
  },
  {
    section: 'about',
    name: 'diagnostics',
    title: 'settings.about.copy',
    about: [
      'settings.about.lead',
      'settings.about.version',
      'settings.about.browser',
      'settings.about.storage',
      'settings.about.privacy',
    ],
  },
];

/** A place on the settings page. */
export interface Place {
  readonly section: Section;
  /** Name of a setting in it, if the address names one. */
  readonly setting: string | undefined;
}

/** @param hash e.g. "#sites" or "#marks/threshold"; anything else leads to the first section. */
export function placeOf(hash: string): Place {
  const [name, setting] = hash.slice(1).split('/', 2);
  const section = SECTIONS.find((known) => known === name);
  if (section === undefined) return { section: 'packs', setting: undefined };
  return { section, setting: SETTINGS.find((one) => one.section === section && one.name === setting)?.name };
}

/** Address of a setting. */
export function hashOf({ section, name }: SettingEntry): string {
  return `#${section}/${name}`;
}

/** Id of a setting's element. */
export function settingId(section: Section, name: string): string {
  return `${section}-${name}`;
}

/**
 * Settings that have every word of the query in their title, their section's or what is said about them,
 * accents and letter case aside; those whose title has them first.
 */
export function findSettings(query: string, t: (id: MessageId) => string): readonly SettingEntry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hasAll = (text: string) => words.every((word) => text.includes(word));
  const ranked = SETTINGS.flatMap((entry) => {
    const title = fold(t(entry.title));
    const section = fold(t(`settings.${entry.section}.title`));
    const all = [title, section, ...entry.about.map((id) => fold(t(id)))].join('\n');
    return hasAll(all) ? [{ entry, rank: hasAll(title) ? 0 : hasAll(section) ? 1 : 2 }] : [];
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ entry }) => entry);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
