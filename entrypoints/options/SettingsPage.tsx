import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { AboutSection, type AboutSectionProps } from '../../components/settings/AboutSection.tsx';
import { BackupSection } from '../../components/settings/BackupSection.tsx';
import { ManagedNotice } from '../../components/settings/ManagedNotice.tsx';
import { ManagedSites } from '../../components/settings/ManagedSites.tsx';
import { MarksSection } from '../../components/settings/MarksSection.tsx';
import { PacksSection } from '../../components/settings/PacksSection.tsx';
import { SettingsLayout } from '../../components/settings/SettingsLayout.tsx';
import { SitesSection } from '../../components/settings/SitesSection.tsx';
import { type Place, placeOf } from '../../components/settings/sections.ts';
import { UndoBar } from '../../components/settings/UndoBar.tsx';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { readSettings, watchSettings } from '../../lib/extension/settings.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { EntityType } from '../../lib/model/fact-pack.ts';
import type { Policy } from '../../lib/model/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/model/settings.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { Rejections } from './Rejections.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { useBackup } from './use-backup.ts';
import { describeManaged, usePolicy } from './use-managed.ts';
import { usePacksSection } from './use-packs-section.ts';
import { useSites } from './use-sites.ts';
import { useThresholdSample } from './use-threshold-sample.ts';
import { type Undoing, useUndo } from './use-undo.ts';

export interface SettingsPageProps {
  readonly translator: Translator;
  readonly store: () => Promise<FactStore>;
}

/** The settings page with the store, the browser and the settings behind it. */
export function SettingsPage({ translator, store }: SettingsPageProps) {
  const settings = useSettings();
  const place = usePlace();
  const { section } = place;
  const thresholdMarks = useThresholdSample(translator);
  const undoing = useUndo();
  const { change } = undoing;
  const packs = usePacksSection(translator, store, undoing.offer, () => {
    location.hash = '#packs';
  });
  const backup = useBackup({
    translator,
    store,
    isShown: section === 'backup',
    titleOf: packs.importing.titleOf,
    onRestored: packs.refresh,
    onUndoable: undoing.offer,
  });
  const policy = usePolicy();
  const managed = describeManaged(policy, packs);
  return (
    <ExtensionPage translator={translator} theme={settings.theme}>
      <SettingsLayout place={place}>
        {managed && <ManagedNotice {...managed} />}
        {section === 'packs' && <PacksSection {...packs} />}
        {section === 'sites' && <Sites settings={settings} policy={policy} undoing={undoing} />}
        {section === 'marks' && (
          <MarksSection
            settings={settings}
            thresholdMarks={thresholdMarks}
            managed={policy.settings}
            onMarks={(isOn) => change((now) => ({ ...now, marks: { ...now.marks, isOn } }))}
            onCount={(isCounted) => change((now) => ({ ...now, marks: { ...now.marks, isCounted } }))}
            onDensity={(density) => change((now) => ({ ...now, marks: { ...now.marks, density } }))}
            onLook={(look) => change((now) => ({ ...now, marks: { ...now.marks, look } }))}
            onType={(type, isMarked) => change((now) => setMarked(now, type, isMarked))}
            onThreshold={(threshold) => change((now) => ({ ...now, linker: { ...now.linker, threshold } }))}
            onTheme={(theme) => change((now) => ({ ...now, theme }))}
            onLanguage={(language) => change((now) => ({ ...now, language }))}
          />
        )}
        {section === 'marks' && <Rejections store={store} onUndoable={undoing.offer} />}
        {section === 'shortcuts' && <Shortcuts />}
        {section === 'backup' && <BackupSection {...backup} />}
        {section === 'about' && (
          <About
            packs={packs.packs.phase === 'shown' ? packs.packs.packs : []}
            isMemoryOnly={packs.isMemoryOnly}
          />
        )}
      </SettingsLayout>
      <UndoBar {...undoing} />
    </ExtensionPage>
  );
}

function setMarked(settings: Settings, type: EntityType, isMarked: boolean): Settings {
  const others = settings.marks.hiddenTypes.filter((other) => other !== type);
  return { ...settings, marks: { ...settings.marks, hiddenTypes: isMarked ? others : [...others, type] } };
}

interface SitesProps {
  readonly settings: Settings;
  readonly policy: Policy;
  readonly undoing: Undoing;
}

function Sites({ settings, policy, undoing }: SitesProps) {
  const { blocked, ...sites } = useSites(settings, undoing);
  const managed = policy.blockedSites;
  return (
    <>
      <SitesSection {...sites} blocked={blocked.filter((host) => !managed.includes(host))} />
      <ManagedSites hosts={managed} />
    </>
  );
}

function About(props: Pick<AboutSectionProps, 'packs' | 'isMemoryOnly'>) {
  const [storedBytes, setStoredBytes] = useState<number>();
  useEffect(() => {
    navigator.storage.estimate().then(({ usage }) => setStoredBytes(usage), console.error);
  }, []);
  return (
    <AboutSection
      {...props}
      version={browser.runtime.getManifest().version}
      browserName={navigator.userAgent}
      storedBytes={storedBytes}
      onCopy={(text) =>
        navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        )
      }
    />
  );
}

function useSettings(): Settings {
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  useEffect(() => {
    readSettings().then(setSettings, console.error);
    return watchSettings(setSettings);
  }, []);
  return settings;
}

/** What the address names, also after going back and forth. */
function usePlace(): Place {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const follow = () => setPlace(placeOf(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return place;
}
