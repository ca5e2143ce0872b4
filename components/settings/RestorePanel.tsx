import { useRef } from 'preact/hooks';
import { isUnchanged } from '../../lib/backup/changes.ts';
import { Button } from '../shared/Button.tsx';
import { isolate } from '../shared/isolate.ts';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { useFocusOnChange } from '../shared/use-focus-on-change.ts';
import { Busy } from './Busy.tsx';
import type { RestorationProblem, RestoringState } from './backup-state.ts';
import { describeChanges, describePacks } from './describe-restoration.ts';
import { ProblemLines } from './ProblemList.tsx';

export interface RestorePanelProps {
  readonly state: RestoringState;
  readonly titleOf: (packId: string) => string;
  /** Choosing or restoring a backup would end something that runs. */
  readonly isBlocked: boolean;
  readonly onFile: (file: File) => void;
  readonly onRestore: () => void;
  readonly onCancel: () => void;
}

/** From a backup to everything as it was then: nothing changes before the reader has seen what would. */
export function RestorePanel({ onFile, ...props }: RestorePanelProps) {
  const { state, isBlocked } = props;
  const outcome = useRef<HTMLDivElement>(null);
  useFocusOnChange(outcome, state.phase);
  const isBusy = state.phase === 'checking' || state.phase === 'restoring';
  return (
    <>
      {!isBusy && <FileButton isBlocked={isBlocked} onFile={onFile} />}
      <div ref={outcome} class="backup-outcome" tabIndex={-1}>
        <Outcome {...props} />
      </div>
    </>
  );
}

function FileButton({ isBlocked, onFile }: Pick<RestorePanelProps, 'isBlocked' | 'onFile'>) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div class="button-row">
        <Button isDisabled={isBlocked} onClick={() => input.current?.click()}>
          {t('backup.restore.choose')}
        </Button>
      </div>
      <input
        ref={input}
        class="drop__input"
        type="file"
        disabled={isBlocked}
        accept=".gz,.tgz,.json,application/gzip,application/json"
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
    </>
  );
}

function Outcome(props: Omit<RestorePanelProps, 'onFile'>) {
  const { state } = props;
  const { t, direction } = useTranslator();
  switch (state.phase) {
    case 'checking':
      return <Busy label={t('backup.restore.checking')} done={state.done} onCancel={props.onCancel} />;
    case 'preview':
      return <Preview {...props} state={state} />;
    case 'restoring': {
      const { title = '', version = '' } = state.pack ?? {};
      const label = state.pack
        ? t('backup.restore.pack', {
            title: isolate(title, direction),
            version: isolate(version, direction),
          })
        : t('backup.restore.settings');
      return <Busy label={label} done={state.done} onCancel={props.onCancel} />;
    }
    case 'failed':
      return (
        <Notice
          kind={state.reason === 'canceled' ? 'note' : 'danger'}
          isAnnounced
          title={
            state.reason === 'damaged'
              ? t('backup.failed.damaged', { path: state.path })
              : t(`backup.failed.${state.reason}`)
          }
        />
      );
    case 'restored':
      return state.problems.length === 0 ? (
        <Notice kind="good" title={t('backup.restore.done')} isAnnounced />
      ) : (
        <Problems problems={state.problems} />
      );
    default:
      return null;
  }
}

function Preview({
  state: { createdAt, changes, packs },
  titleOf,
  isBlocked,
  onRestore,
  onCancel,
}: Omit<RestorePanelProps, 'onFile' | 'state'> & {
  readonly state: Extract<RestoringState, { readonly phase: 'preview' }>;
}) {
  const translator = useTranslator();
  const { t, formatDate } = translator;
  const lines = [...describePacks(packs, translator), ...describeChanges(changes, translator, titleOf)];
  const isNothing =
    isUnchanged(changes) && packs.every(({ action }) => action === 'none' || action === 'keep');
  return (
    <section class="card" aria-label={t('backup.preview.title')}>
      <h3>{isNothing ? t('backup.preview.nothing') : t('backup.preview.title')}</h3>
      <p class="block__lead">{t('backup.preview.from', { date: formatDate(createdAt) })}</p>
      <ul class="backup-changes">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="button-row">
        {!isNothing && (
          <Button kind="primary" isDisabled={isBlocked} onClick={onRestore}>
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

/** Problems of a pack that are listed; the file itself can be imported to see all of them. */
const LISTED = 3;

function Problems({ problems }: { readonly problems: readonly RestorationProblem[] }) {
  const { t } = useTranslator();
  return (
    <>
      <Notice kind="care" title={t('backup.restored.partly')} isAnnounced />
      {problems.map(({ title, version, why }) => (
        <section key={`${title} ${version}`} class="card">
          <h3>
            <bdi>{title}</bdi> <bdi>{version}</bdi>
          </h3>
          {why.phase === 'failed' ? (
            <p>{why.reason}</p>
          ) : (
            <>
              <ProblemLines problems={why.report.problems.slice(0, LISTED)} />
              {why.report.errors > LISTED && (
                <p class="block__lead">{t('backup.packs.more', { count: why.report.errors - LISTED })}</p>
              )}
            </>
          )}
        </section>
      ))}
    </>
  );
}
