import type { ComponentChildren } from 'preact';
import { PopupView, type PopupViewProps } from '../../../components/popup/PopupView.tsx';
import { AboutSection } from '../../../components/settings/AboutSection.tsx';
import { BackupSection } from '../../../components/settings/BackupSection.tsx';
import type { RestoringState, SavingState } from '../../../components/settings/backup-state.ts';
import type { ImportPanelProps } from '../../../components/settings/ImportPanel.tsx';
import type { ImportState } from '../../../components/settings/import-state.ts';
import type {
  PackActions,
  UpdateView,
  VersionComparison,
} from '../../../components/settings/installed-packs.ts';
import { ManagedNotice } from '../../../components/settings/ManagedNotice.tsx';
import { ManagedSites } from '../../../components/settings/ManagedSites.tsx';
import { PackCard } from '../../../components/settings/PackCard.tsx';
import { PacksSection, type PacksSectionProps } from '../../../components/settings/PacksSection.tsx';
import { SettingsLayout } from '../../../components/settings/SettingsLayout.tsx';
import { ShortcutsSection } from '../../../components/settings/ShortcutsSection.tsx';
import { SitesSection, type SitesSectionProps } from '../../../components/settings/SitesSection.tsx';
import { SuppressedSection } from '../../../components/settings/SuppressedSection.tsx';
import type { Section } from '../../../components/settings/sections.ts';
import { UndoBar } from '../../../components/settings/UndoBar.tsx';
import { CitationDialog } from '../../../components/sidepanel/CitationDialog.tsx';
import { PanelView, type PanelViewProps } from '../../../components/sidepanel/PanelView.tsx';
import { WelcomeView } from '../../../components/welcome/WelcomeView.tsx';
import type { ManagedSettingName } from '../../../lib/model/policy.ts';
import { marksSection } from '../marks-section.tsx';
import {
  DOSSIER,
  LONG_DOSSIER,
  MENTIONS,
  NAMED,
  PACKS,
  PREVIEW,
  READING,
  RELATED_DOSSIER,
  REPORT,
  RESULTS,
  SUBSCRIPTION,
  TABLE,
} from './fixtures.ts';

const nothing = () => {};
const host = 'gazette.example';

function popup(props: Partial<PopupViewProps>) {
  return (
    <PopupView
      page={{ kind: 'marked', host, mentions: MENTIONS, pace: 'keeping-up' }}
      rejections={[]}
      query=""
      search={{ phase: 'idle' }}
      open={undefined}
      isMemoryOnly={false}
      areAllDamaged={false}
      onQuery={nothing}
      onOpenEntity={nothing}
      onBack={nothing}
      onOpenPanel={nothing}
      onOpenSettings={nothing}
      onJump={nothing}
      onReject={nothing}
      onOpenSites={nothing}
      onUndoRejection={nothing}
      onToggleSite={nothing}
      onTurnOnEverywhere={nothing}
      completions={[]}
      onPause={nothing}
      onEndPause={nothing}
      onMarkOnce={nothing}
      onGrantSite={nothing}
      onGrantAllSites={nothing}
      onReload={nothing}
      onOpenPdf={nothing}
      {...props}
    />
  );
}

function panel(props: Partial<PanelViewProps>) {
  return (
    <PanelView
      query=""
      search={{ phase: 'idle' }}
      completions={[]}
      open={undefined}
      previous={undefined}
      onQuery={nothing}
      onOpenEntity={nothing}
      onBack={nothing}
      onSearch={nothing}
      onCopy={async () => true}
      onSave={nothing}
      {...props}
    />
  );
}

function welcome(hasAllSites: boolean) {
  return (
    <WelcomeView
      hasAllSites={hasAllSites}
      onAllow={nothing}
      packsUrl="/options.html#packs"
      shortcutsUrl="/options.html#shortcuts"
    />
  );
}

function backup(restoring: RestoringState, saving: SavingState = { phase: 'idle' }) {
  return settings(
    'backup',
    <BackupSection
      saving={{
        state: saving,
        size: { versions: 4, bytes: 187_300_000 },
        isWithPacks: true,
        onWithPacks: nothing,
        onSave: nothing,
        onCancel: nothing,
      }}
      restoring={{
        state: restoring,
        titleOf: (packId) => packId,
        onFile: nothing,
        onRestore: nothing,
        onCancel: nothing,
      }}
      isBusy={saving.phase === 'saving' || restoring.phase === 'checking' || restoring.phase === 'restoring'}
      onReset={nothing}
    />,
  );
}

function settings(section: Section, children: ComponentChildren) {
  return <SettingsLayout place={{ section, setting: undefined }}>{children}</SettingsLayout>;
}

const importing: ImportPanelProps = {
  state: { phase: 'idle' },
  isOver: false,
  titleOf: () => 'Register of harbours',
  onFiles: nothing,
  onText: nothing,
  onAddress: nothing,
  onConvert: nothing,
  onCancel: nothing,
  onImport: nothing,
  onDiscard: nothing,
  onListChanges: async () => [],
  onSaveProblems: nothing,
  onSubscribe: nothing,
};

const actions: PackActions = {
  onEnable: nothing,
  onRemove: nothing,
  onRollBack: nothing,
  onPin: nothing,
  onRemoveVersion: nothing,
  onExport: nothing,
  onCompare: () => Promise.withResolvers<VersionComparison>().promise,
  onSubscribe: nothing,
  onUnsubscribe: nothing,
  onAutomatic: nothing,
  onInterval: nothing,
  onUpdateNow: nothing,
  onReview: nothing,
};

function packs(state: ImportState, props: Partial<PacksSectionProps> = {}) {
  return settings(
    'packs',
    <PacksSection
      packs={{ phase: 'shown', packs: PACKS }}
      isMemoryOnly={false}
      isSampleRemoved={false}
      sampleFailure={undefined}
      onRestoreSample={nothing}
      importing={{ ...importing, state }}
      updatesOf={() => ({ subscription: undefined, isRunning: false })}
      failureOf={() => undefined}
      actions={actions}
      onReorder={nothing}
      {...props}
    />,
  );
}

/** One card; main.tsx opens its details. */
function card(updates: UpdateView, failure?: string) {
  return settings(
    'packs',
    <>
      <h2>Installed packs</h2>
      <PackCard pack={PACKS[0]!} updates={updates} failure={failure} actions={actions} />
    </>,
  );
}

/** As the linker marks the English sample. */
const THRESHOLD_MARKS = {
  strict: [span(0, 8), span(18, 32)],
  balanced: [span(0, 8), span(18, 32), span(34, 38)],
  everything: [span(0, 8), span(18, 32), span(34, 38), span(75, 79)],
};

function span(start: number, end: number) {
  return { start, end };
}

function sites(props: Partial<SitesSectionProps>) {
  return settings(
    'sites',
    <SitesSection
      hasAllSites={false}
      granted={[]}
      forPacks={[]}
      blocked={[]}
      onAllSites={nothing}
      onRevoke={nothing}
      onRevokePacks={nothing}
      onBlock={nothing}
      onUnblock={nothing}
      {...props}
    />,
  );
}

const { fileName } = READING;
const dossier = { entityId: 'org:meridian', name: 'Meridian Lines' };

/** Every state of the popup and the settings page that is drawn on purpose. */
export const STATES: Readonly<Record<string, () => ComponentChildren>> = {
  'popup-page': () => popup({}),
  'popup-loading': () => popup({ page: { kind: 'loading' } }),
  'popup-nothing': () => popup({ page: { kind: 'marked', host, mentions: [], pace: 'keeping-up' } }),
  'popup-slowed': () => popup({ page: { kind: 'marked', host, mentions: MENTIONS, pace: 'slowed' } }),
  'popup-cut-short': () => popup({ page: { kind: 'marked', host, mentions: MENTIONS, pace: 'cut-short' } }),
  'popup-rejected': () =>
    popup({
      page: { kind: 'marked', host, mentions: MENTIONS.slice(2), pace: 'keeping-up' },
      rejections: [
        { mention: MENTIONS[0]!, scope: 'site' },
        { mention: MENTIONS[1]!, scope: 'everywhere' },
      ],
    }),
  'popup-off-here': () => popup({ page: { kind: 'off-here', host } }),
  'popup-off-by-pattern': () =>
    popup({ page: { kind: 'off-here', host: `news.${host}`, pattern: `*.${host}` } }),
  'popup-paused': () =>
    popup({ page: { kind: 'paused', host, until: new Date(2026, 10, 22, 21, 15).getTime() } }),
  'popup-pdf': () => popup({ page: { kind: 'pdf', host } }),
  'popup-filters': () =>
    popup({
      query: 'meri type:p',
      search: { phase: 'done', results: RESULTS },
      completions: ['type:person', 'type:place', 'type:product'].map((text) => ({ text, query: text })),
    }),
  'popup-sources': () =>
    popup({
      query: 'source:har',
      search: { phase: 'done', results: RESULTS },
      completions: [
        'source:"Harbour Gazette"',
        'source:"Harbours of the north coast, their owners, their loans, and what became of both"',
        'source:Haringvliet-Wochenblatt',
      ].map((text) => ({ text, query: text })),
    }),
  'popup-filter-begun': () =>
    popup({
      query: 'type:',
      search: { phase: 'done', results: { entities: [], facts: [] } },
      completions: ['type:person', 'type:place', 'type:product'].map((text) => ({ text, query: text })),
    }),
  'popup-off-everywhere': () => popup({ page: { kind: 'off-everywhere', host } }),
  'popup-no-access': () => popup({ page: { kind: 'no-access', host } }),
  'popup-restricted': () => popup({ page: { kind: 'restricted' } }),
  'popup-page-failed': () => popup({ page: { kind: 'failed', host } }),
  'popup-memory-only': () => popup({ isMemoryOnly: true }),
  'popup-damaged': () => popup({ areAllDamaged: true }),
  'popup-searching': () => popup({ query: 'm', search: { phase: 'searching', results: undefined } }),
  'popup-results': () => popup({ query: 'meri', search: { phase: 'done', results: RESULTS } }),
  'popup-no-results': () =>
    popup({ query: 'xyzzy', search: { phase: 'done', results: { entities: [], facts: [] } } }),
  'popup-search-failed': () => popup({ query: 'meri', search: { phase: 'failed' } }),
  'popup-dossier-loading': () => popup({ open: { ...dossier, phase: 'loading' } }),
  'popup-dossier': () => popup({ open: { ...dossier, phase: 'shown', dossier: DOSSIER, named: new Map() } }),
  'popup-dossier-long': () =>
    popup({ open: { ...dossier, phase: 'shown', dossier: LONG_DOSSIER, named: new Map() } }),
  'popup-dossier-empty': () =>
    popup({ open: { ...dossier, phase: 'shown', dossier: { ...DOSSIER, facts: [] }, named: new Map() } }),
  'popup-dossier-gone': () => popup({ open: { ...dossier, phase: 'gone' } }),
  'panel-start': () => panel({}),
  'panel-results': () => panel({ query: 'meri', search: { phase: 'done', results: RESULTS } }),
  'panel-dossier': () =>
    panel({
      open: { ...dossier, phase: 'shown', dossier: RELATED_DOSSIER, named: NAMED },
      previous: 'Valen',
    }),
  'panel-dossier-long': () =>
    panel({ open: { ...dossier, phase: 'shown', dossier: LONG_DOSSIER, named: new Map() } }),
  'panel-dossier-loading': () => panel({ open: { ...dossier, phase: 'loading' } }),
  'panel-dossier-gone': () => panel({ open: { ...dossier, phase: 'gone' } }),
  'panel-citation': () => (
    <>
      {panel({})}
      <CitationDialog
        name="Meridian Lines"
        facts={RELATED_DOSSIER.facts}
        onCopy={async () => true}
        onSave={nothing}
        onClose={nothing}
      />
    </>
  ),
  'popup-dossier-failed': () => popup({ open: { ...dossier, phase: 'failed' } }),
  'welcome-first': () => welcome(false),
  'welcome-allowed': () => welcome(true),
  'settings-backup': () => backup({ phase: 'idle' }),
  'settings-backup-preview': () =>
    backup({
      phase: 'preview',
      createdAt: '2026-03-09T10:00:00Z',
      changes: {
        settings: [
          { path: 'theme', from: 'system', to: 'dark' },
          { path: 'sites.blocked', from: [], to: ['gazette.example'] },
        ],
        rejections: { added: 3, removed: 1 },
        subscriptions: { added: ['harbours'], changed: [], removed: [] },
        packs: { enabled: [], disabled: ['harbours'], isReordered: true },
        missing: [{ packId: 'lighthouses' }],
      },
      packs: [
        {
          packId: 'harbours',
          title: 'Harbours of Lumen Bay',
          action: 'install',
          version: '1.2.0',
          others: 2,
        },
        { packId: 'ferries', title: 'Ferries', action: 'install', version: '0.9.1', others: 0 },
        { packId: 'mills', title: 'Water mills', action: 'replace', from: '2.1.0', version: '2.0.3' },
        { packId: 'banks', title: 'Banks', action: 'keep', from: '4.0.0', version: '3.9.9' },
      ],
    }),
  'settings-backup-saving': () => backup({ phase: 'idle' }, { phase: 'saving', done: 0.4 }),
  'settings-backup-saved': () =>
    backup(
      { phase: 'restoring', pack: { title: 'Harbours of Lumen Bay', version: '1.2.0' }, done: 0.7 },
      { phase: 'saved', fileName: 'factmark-2026-03-09.tar.gz', bytes: 41_900_000, leftOut: ['Lighthouses'] },
    ),
  'settings-backup-partly': () =>
    backup({
      phase: 'restored',
      problems: [
        {
          title: 'Harbours of Lumen Bay',
          version: '1.1.0',
          why: {
            phase: 'refused',
            fileName: 'x',
            report: {
              errors: 5,
              warnings: 0,
              problems: [
                {
                  severity: 'error',
                  sentence: 'Line 12: “statement” is missing.',
                  fix: 'Add it; every fact has one.',
                },
                {
                  severity: 'error',
                  sentence: 'Line 31: there is no source “gazette-9”.',
                  fix: 'Add the source, or name one that is there.',
                },
              ],
            },
          },
        },
        {
          title: 'Banks',
          version: '3.9.9',
          why: { phase: 'failed', fileName: 'x', reason: 'Another window is importing this pack.' },
        },
      ],
    }),
  'settings-backup-failed': () => backup({ phase: 'failed', reason: 'damaged', path: 'settings.theme' }),
  'settings-shortcuts': () =>
    settings(
      'shortcuts',
      <ShortcutsSection
        shortcuts={[
          { command: '_execute_action', keys: 'Alt+Shift+F' },
          { command: 'next-mention', keys: 'Alt+Shift+Period' },
          { command: 'open-panel', keys: '' },
        ]}
        onChange={nothing}
      />,
    ),
  'settings-managed-marks': () =>
    settings(
      'marks',
      <>
        <ManagedNotice missing={[]} faults={[]} onFetch={nothing} />
        {marksSection({
          thresholdMarks: THRESHOLD_MARKS,
          managed: new Map<ManagedSettingName, unknown>([
            ['marks', true],
            ['density', 'all'],
            ['threshold', 'balanced'],
          ]),
        })}
      </>,
    ),
  'settings-managed-sites': () =>
    settings(
      'sites',
      <>
        <ManagedNotice
          missing={[
            {
              packId: 'northby.example/harbour',
              host: 'packs.northby.example',
              isRunning: false,
              outcome: { kind: 'failed', reason: 'no-access' },
            },
          ]}
          faults={['packs[1].url']}
          onFetch={nothing}
        />
        <ManagedSites hosts={['intranet.northby.example', 'payroll.northby.example']} />
      </>,
    ),
  'settings-pack-many-versions': () => {
    const [pack] = PACKS;
    const [older] = pack!.history;
    const history = Array.from({ length: 1_000 }, (_, number) => ({ ...older!, id: `old-${number}` }));
    return settings(
      'packs',
      <>
        <h2>Installed packs</h2>
        <PackCard
          pack={{ ...pack!, history }}
          updates={{ subscription: undefined, isRunning: false }}
          failure={undefined}
          actions={actions}
        />
      </>,
    );
  },
  'settings-pack-managed': () =>
    card({ subscription: { ...SUBSCRIPTION, isManaged: true }, isRunning: false }),
  'settings-packs': () => packs({ phase: 'idle' }),
  'settings-packs-none': () =>
    packs({ phase: 'idle' }, { packs: { phase: 'shown', packs: [] }, isSampleRemoved: true }),
  'settings-packs-loading': () => packs({ phase: 'idle' }, { packs: { phase: 'loading' } }),
  'settings-packs-failed': () => packs({ phase: 'idle' }, { packs: { phase: 'failed' } }),
  'settings-packs-damaged': () =>
    packs(
      { phase: 'idle' },
      {
        packs: {
          phase: 'shown',
          packs: PACKS.map((pack, i) => ({ ...pack, damage: i === 0 ? 'damaged' : 'newer' })),
        },
      },
    ),
  'settings-packs-memory': () => packs({ phase: 'idle' }, { isMemoryOnly: true }),
  'settings-import-reading': () => packs(READING),
  'settings-import-table': () => packs({ phase: 'mapping', fileName: 'harbour operators.csv', table: TABLE }),
  'settings-import-refused': () => packs({ phase: 'refused', fileName, report: REPORT }),
  'settings-import-preview': () => packs({ phase: 'preview', fileName, preview: PREVIEW }),
  'settings-import-new': () =>
    packs({ phase: 'preview', fileName, preview: { ...PREVIEW, replaces: undefined, plan: undefined } }),
  'settings-import-committing': () => packs({ phase: 'committing', fileName }),
  'settings-import-done': () =>
    packs({
      phase: 'done',
      packId: 'harbours',
      title: PREVIEW.header.title,
      version: PREVIEW.header.version,
      address: SUBSCRIPTION.url,
    }),
  'settings-import-failed': () =>
    packs({
      phase: 'failed',
      fileName,
      reason: 'There is no such file on the site.',
      address: SUBSCRIPTION.url,
    }),
  'settings-pack-subscribed': () => card({ subscription: SUBSCRIPTION, isRunning: false }),
  'settings-pack-failed': () =>
    card({ subscription: undefined, isRunning: false }, 'That did not work. The pack is as it was.'),
  'settings-sites': () =>
    sites({
      granted: [
        { pattern: '*://gazette.example/*', host: 'gazette.example' },
        { pattern: '*://news.example/*', host: 'news.example' },
      ],
      forPacks: [{ pattern: 'https://packs.example/*', host: 'packs.example' }],
      blocked: ['bank.example', `${'sub-domain.'.repeat(6)}long.example`],
    }),
  'settings-sites-none': () => sites({}),
  'settings-sites-all': () => sites({ hasAllSites: true }),
  'settings-marks': () => settings('marks', marksSection({ thresholdMarks: THRESHOLD_MARKS })),
  'settings-undo': () => (
    <>
      {settings('marks', marksSection({ thresholdMarks: THRESHOLD_MARKS }))}
      <UndoBar state="saved" onUndo={nothing} onClose={nothing} />
    </>
  ),
  'settings-rejections': () =>
    settings(
      'marks',
      <SuppressedSection
        question={{ entityId: 'org:long', form: 'Society' }}
        rejections={[
          { entityId: 'org:meridian', form: 'Meridian', host: 'gazette.example', rejectedAt: 0 },
          { entityId: 'org:unknown-to-every-pack', form: 'ML', rejectedAt: 0 },
        ]}
        nameOf={(id) => ({ 'org:meridian': 'Meridian Lines', 'org:long': LONG_DOSSIER.entity.name })[id]}
        onAnswer={nothing}
        onRestore={nothing}
        onExport={nothing}
      />,
    ),
  'settings-rejections-many': () =>
    settings(
      'marks',
      <SuppressedSection
        rejections={Array.from({ length: 5_000 }, (_, rejectedAt) => ({
          entityId: 'org:meridian',
          form: `Meridian ${rejectedAt}`,
          rejectedAt,
        }))}
        nameOf={() => 'Meridian Lines'}
        onAnswer={nothing}
        onRestore={nothing}
        onExport={nothing}
      />,
    ),
  'settings-about': () =>
    settings(
      'about',
      <AboutSection
        version="0.1.0"
        browserName="Example Browser 1.0"
        storedBytes={48_200_000}
        packs={PACKS}
        isMemoryOnly={false}
        onCopy={async () => true}
      />,
    ),
};
