import { ENTITY_TYPES, type EntityType } from '../../lib/model/fact-pack.ts';
import { LINK_THRESHOLDS, type LinkThreshold, type Span } from '../../lib/model/mention.ts';
import type { ManagedSettingName } from '../../lib/model/policy.ts';
import {
  LANGUAGES,
  type Language,
  MARK_DENSITIES,
  MARK_LOOKS,
  type MarkDensity,
  type MarkLook,
  type Settings,
} from '../../lib/model/settings.ts';
import { ExplainedChoice, SegmentedChoice, SeveralChoice } from '../shared/Choice.tsx';
import { ENTITY_TYPE_ICONS } from '../shared/fact-icons.ts';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { Managed } from './Managed.tsx';
import { settingId } from './sections.ts';
import { ThresholdSample } from './ThresholdSample.tsx';

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

export interface MarksSectionProps {
  readonly settings: Settings;
  /** What the reader's organisation has set. */
  readonly managed?: ReadonlyMap<ManagedSettingName, unknown> | undefined;
  /** What each threshold marks in the sample sentence; undefined while nobody knows. */
  readonly thresholdMarks?: Readonly<Record<LinkThreshold, readonly Span[]>> | undefined;
  readonly onMarks: (isOn: boolean) => void;
  /** Whether the toolbar's button counts them. */
  readonly onCount: (isCounted: boolean) => void;
  readonly onDensity: (density: MarkDensity) => void;
  readonly onLook: (look: MarkLook) => void;
  readonly onType: (type: EntityType, isMarked: boolean) => void;
  readonly onThreshold: (threshold: LinkThreshold) => void;
  readonly onTheme: (theme: Settings['theme']) => void;
  readonly onLanguage: (language: Settings['language']) => void;
}

/** Whether names are marked, how sure a mark must be, and how everything looks. */
export function MarksSection({
  settings,
  managed,
  thresholdMarks,
  onMarks,
  onCount,
  onDensity,
  onLook,
  onType,
  onThreshold,
  onTheme,
  onLanguage,
}: MarksSectionProps) {
  const { t } = useTranslator();
  const { isOn, look } = settings.marks;
  const isManaged = (name: ManagedSettingName) => managed?.has(name) ?? false;
  return (
    <>
      <section class="card">
        <div id={settingId('marks', 'on')}>
          <Managed isManaged={isManaged('marks')}>
            <Switch
              label={t('settings.marks.on')}
              hint={t('settings.marks.onHint')}
              isOn={isOn}
              onChange={onMarks}
            />
          </Managed>
        </div>
        <div id={settingId('marks', 'count')}>
          <Switch
            label={t('settings.marks.count')}
            hint={t('settings.marks.countHint')}
            isOn={settings.marks.isCounted}
            onChange={onCount}
          />
        </div>
        <figure class="sample">
          <figcaption>{t('settings.marks.sample')}</figcaption>
          <p class="sample__text">
            {t('settings.marks.sampleBefore')}{' '}
            <span class={isOn ? `marked marked--${look}` : ''}>{t('settings.marks.sampleName')}</span>{' '}
            {t('settings.marks.sampleAfter')}
          </p>
        </figure>
      </section>
      <section class="block" id={settingId('marks', 'look')}>
        <h2>{t('settings.marks.look')}</h2>
        <p class="block__lead">{t('settings.marks.lookLead')}</p>
        <Managed isManaged={isManaged('look')}>
          <SegmentedChoice
            label={t('settings.marks.look')}
            value={look}
            options={MARK_LOOKS.map((value) => ({ value, label: t(`settings.marks.look.${value}`) }))}
            onChange={onLook}
          />
        </Managed>
      </section>
      <section class="block" id={settingId('marks', 'density')}>
        <h2>{t('settings.marks.density')}</h2>
        <p class="block__lead">{t('settings.marks.densityLead')}</p>
        <Managed isManaged={isManaged('density')}>
          <SegmentedChoice
            label={t('settings.marks.density')}
            value={settings.marks.density}
            options={MARK_DENSITIES.map((value) => ({ value, label: t(`settings.marks.density.${value}`) }))}
            onChange={onDensity}
          />
        </Managed>
      </section>
      <section class="block" id={settingId('marks', 'types')}>
        <h2>{t('settings.marks.types')}</h2>
        <p class="block__lead">{t('settings.marks.typesLead')}</p>
        <SeveralChoice
          label={t('settings.marks.types')}
          values={ENTITY_TYPES.filter((type) => !settings.marks.hiddenTypes.includes(type))}
          options={ENTITY_TYPES.map((value) => ({
            value,
            label: t(`shared.entityType.${value}`),
            icon: ENTITY_TYPE_ICONS[value],
          }))}
          onChange={onType}
        />
      </section>
      <section class="block" id={settingId('marks', 'threshold')}>
        <h2>{t('settings.marks.threshold')}</h2>
        <p class="block__lead">{t('settings.marks.thresholdLead')}</p>
        <Managed isManaged={isManaged('threshold')}>
          <ExplainedChoice
            label={t('settings.marks.threshold')}
            value={settings.linker.threshold}
            options={LINK_THRESHOLDS.map((value) => ({
              value,
              label: t(`settings.marks.threshold.${value}`),
              hint: t(`settings.marks.threshold.${value}.hint`),
              sample: thresholdMarks && (
                <ThresholdSample
                  text={t('settings.marks.threshold.sample')}
                  marks={thresholdMarks[value]}
                  look={look}
                />
              ),
            }))}
            onChange={onThreshold}
          />
        </Managed>
      </section>
      <section class="block" id={settingId('marks', 'theme')}>
        <h2>{t('settings.marks.theme')}</h2>
        <Managed isManaged={isManaged('theme')}>
          <SegmentedChoice
            label={t('settings.marks.theme')}
            value={settings.theme}
            options={THEMES.map((value) => ({ value, label: t(`settings.marks.theme.${value}`) }))}
            onChange={onTheme}
          />
        </Managed>
      </section>
      <section class="block" id={settingId('marks', 'language')}>
        <h2 id="language">{t('settings.marks.language')}</h2>
        <p class="block__lead">{t('settings.marks.languageLead')}</p>
        <Managed isManaged={isManaged('language')}>
          <select
            class="field__input"
            aria-labelledby="language"
            value={settings.language}
            onChange={({ currentTarget }) => onLanguage(currentTarget.value as Settings['language'])}
          >
            <option value="auto">{t('settings.marks.language.auto')}</option>
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {nameOfLanguage(language)}
              </option>
            ))}
          </select>
        </Managed>
      </section>
    </>
  );
}

/** As those who speak it call it. */
function nameOfLanguage(language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
