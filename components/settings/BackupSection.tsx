import { useRef, useState } from 'preact/hooks';
import { isUnchanged, type SettingChange, type SetupChanges } from '../../lib/backup/changes.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { EntityType } from '../../lib/model/fact-pack.ts';
import type { LinkThreshold } from '../../lib/model/mention.ts';
import type { MarkDensity, MarkLook, Settings } from '../../lib/model/settings.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { settingId } from './sections.ts';

/** Where a restoration stands. */
export type BackupState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'failed';
      readonly reason: 'not-a-backup' | 'other-version' | 'too-large' | 'storage' | 'restore';
    }
  | { readonly phase: 'failed'; readonly reason: 'damaged'; readonly path: string }
  | { readonly phase: 'preview'; readonly createdAt: string; readonly changes: SetupChanges }
  | { readonly phase: 'restored' }
  | { readonly phase: 'reset' };

export interface BackupSectionProps {
  readonly state: BackupState;
  readonly titleOf: (packId: string) => string;
  readonly onSave: () => void;
  readonly onFile: (file: File) => void;
  readonly onRestore: () => void;
  readonly onCancel: () => void;
  readonly onReset: () => void;
}

/** Everything that was set, saved as one file and brought back from it, or put back to the beginning. */
export function BackupSection({
  state,
  titleOf,
  onSave,
  onFile,
  onRestore,
  onCancel,
  onReset,
}: BackupSectionProps) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <section class="block" id={settingId('backup', 'save')}>
        <h2>{t('backup.save.heading')}</h2>
        <p class="block__lead">{t('backup.save.lead')}</p>
        <div class="button-row">
          <Button kind="primary" onClick={onSave}>
            {t('backup.save.action')}
          </Button>
        </div>
      </section>
      <section class="block" id={settingId('backup', 'restore')}>
        <h2>{t('backup.restore.heading')}</h2>
        <p class="block__lead">{t('backup.restore.lead')}</p>
        <div class="button-row">
          <Button onClick={() => input.current?.click()}>{t('backup.restore.choose')}</Button>
        </div>
        <input
          ref={input}
          class="drop__input"
          type="file"
          accept=".json,application/json"
          // The button before it is its face; a second stop for the keyboard would only confuse.
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // Choosing the same file again, mended, must count as a choice.
            event.currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
        <Outcome state={state} titleOf={titleOf} onRestore={onRestore} onCancel={onCancel} />
      </section>
      <section class="block" id={settingId('backup', 'reset')}>
        <h2>{t('backup.reset.heading')}</h2>
        <p class="block__lead">{t('backup.reset.lead')}</p>
        <div class="button-row">
          <Button onClick={() => setAsking(true)}>{t('backup.reset.action')}</Button>
        </div>
        {state.phase === 'reset' && <Notice kind="good" title={t('backup.reset.done')} isAnnounced />}
      </section>
      {isAsking && (
        <Dialog
          title={t('backup.reset.title')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {t('backup.reset.cancel')}
              </Button>
              <Button
                kind="danger"
                onClick={() => {
                  setAsking(false);
                  onReset();
                }}
              >
                {t('backup.reset.action')}
              </Button>
            </>
          }
        >
          <p>{t('backup.reset.text')}</p>
        </Dialog>
      )}
    </>
  );
}

function Outcome({
  state,
  titleOf,
  onRestore,
  onCancel,
}: Pick<BackupSectionProps, 'state' | 'titleOf' | 'onRestore' | 'onCancel'>) {
  const translator = useTranslator();
  const { t, formatDate } = translator;
  switch (state.phase) {
    case 'failed':
      return (
        <Notice
          kind="danger"
          isAnnounced
          title={
            state.reason === 'damaged'
              ? t('backup.failed.damaged', { path: state.path })
              : t(`backup.failed.${state.reason}`)
          }
        />
      );
    case 'restored':
      return <Notice kind="good" title={t('backup.restore.done')} isAnnounced />;
    case 'preview': {
      const lines = describeChanges(state.changes, translator, titleOf);
      const isNothing = isUnchanged(state.changes);
      return (
        <section class="card" aria-label={t('backup.preview.title')}>
          <h3>{isNothing ? t('backup.preview.nothing') : t('backup.preview.title')}</h3>
          <p class="block__lead">{t('backup.preview.from', { date: formatDate(state.createdAt) })}</p>
          <ul class="backup-changes">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <div class="button-row">
            {!isNothing && (
              <Button kind="primary" onClick={onRestore}>
                {t('backup.preview.restore')}
              </Button>
            )}
            <Button kind="quiet" onClick={onCancel}>
              {t('backup.preview.cancel')}
            </Button>
          </div>
        </section>
      );
    }
    default:
      return null;
  }
}

/** Names of packs that one line bears; the others are counted. */
const MOST_NAMED = 6;

/** What would change, one sentence a change. */
function describeChanges(
  { settings, rejections, subscriptions, packs, missing }: SetupChanges,
  translator: Translator,
  titleOf: (packId: string) => string,
): string[] {
  const { t, formatList } = translator;
  const list = (ids: readonly string[]) => {
    const names = ids.slice(0, MOST_NAMED).map(titleOf);
    const count = ids.length - names.length;
    return formatList(count === 0 ? names : [...names, t('backup.change.more', { count })]);
  };
  const line = (ids: readonly string[], say: (packs: string) => string) =>
    ids.length === 0 ? [] : [say(list(ids))];
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
