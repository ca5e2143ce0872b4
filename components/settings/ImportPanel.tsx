import { useRef } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';
import { Button } from '../shared/Button.tsx';
import { isolate } from '../shared/isolate.ts';
import { Notice } from '../shared/Notice.tsx';
import { Progress } from '../shared/Progress.tsx';
import { useTranslator } from '../shared/translation.ts';
import { useFocusOnChange } from '../shared/use-focus-on-change.ts';
import { formatMegabytes } from './format-bytes.ts';
import { ImportSources } from './ImportSources.tsx';
import type { ImportState, TableChoice } from './import-state.ts';
import type { ListChanges } from './list-changes.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { ProblemList } from './ProblemList.tsx';
import { TableForm } from './TableForm.tsx';

export interface ImportPanelProps {
  readonly state: ImportState;
  /** A file is being dragged over the page. */
  readonly isOver: boolean;
  readonly titleOf: (packId: string) => string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onText: (text: string) => void;
  readonly onAddress: (address: string) => void;
  readonly onConvert: (choice: TableChoice) => void;
  readonly onCancel: () => void;
  readonly onImport: () => void;
  readonly onDiscard: () => void;
  readonly onListChanges: ListChanges;
  readonly onSaveProblems: () => void;
  /** Keeps a pack that was just installed up to date. Called straight from a click. */
  readonly onSubscribe: (packId: string, address: string) => void;
}

/** From a file to an installed pack: nothing changes before the reader has seen what would. */
export function ImportPanel(props: ImportPanelProps) {
  const { t } = useTranslator();
  const section = useRef<HTMLElement>(null);
  const isElsewhere = useFocusOnChange(section, props.state.phase);
  const outcome = outcomeOf(props.state, t);
  return (
    <section ref={section} class="import" tabIndex={-1} aria-label={outcome ?? t('settings.import.section')}>
      <ImportPhase {...props} />
      <p class="unseen" role="status">
        {isElsewhere && outcome}
      </p>
    </section>
  );
}

/** What there is to be looked at, where nothing else announces it. */
function outcomeOf(state: ImportState, t: Translator['t']): string | undefined {
  switch (state.phase) {
    case 'preview':
      return t('settings.import.preview.title', { title: state.preview.header.title });
    case 'refused':
      return t('settings.import.refused.title', { file: state.fileName });
    case 'mapping':
      return t('settings.table.title', { file: state.fileName });
    default:
      return undefined;
  }
}

function ImportPhase({ state, ...props }: ImportPanelProps) {
  const { t, direction } = useTranslator();
  const { onCancel, onConvert, onSaveProblems, onSubscribe } = props;
  switch (state.phase) {
    case 'idle':
      return <ImportSources {...props} />;
    case 'reading':
      return (
        <div class="card">
          <Progress
            label={t(`settings.import.phase.${state.step}`, { file: state.fileName })}
            done={state.done}
          />
          <ProgressText state={state} />
          <div class="button-row">
            <Button onClick={onCancel}>{t('settings.import.cancel')}</Button>
          </div>
        </div>
      );
    case 'mapping':
      return <TableForm {...state} onConvert={onConvert} onCancel={onCancel} />;
    case 'refused':
      return (
        <>
          <Notice kind="danger" title={t('settings.import.refused.title', { file: state.fileName })}>
            <p>{t('settings.import.refused.text', { count: state.report.errors })}</p>
          </Notice>
          <ProblemList report={state.report} onSave={onSaveProblems} />
          <ImportSources {...props} />
        </>
      );
    case 'preview':
      return <PreviewPanel preview={state.preview} {...props} />;
    case 'committing':
      return (
        <div class="card">
          <Progress label={t('settings.import.committing', { file: state.fileName })} />
        </div>
      );
    case 'done': {
      const { address, packId } = state;
      return (
        <>
          <Notice
            kind="good"
            isAnnounced
            title={t('settings.import.done.title', {
              title: isolate(state.title, direction),
              version: isolate(state.version, direction),
            })}
          >
            <p>{t('settings.import.done.text')}</p>
            {address !== undefined && (
              <div class="button-row">
                <Button size="small" onClick={() => onSubscribe(packId, address)}>
                  {t('settings.import.done.subscribe', { host: hostOf(address) })}
                </Button>
              </div>
            )}
          </Notice>
          <ImportSources {...props} />
        </>
      );
    }
    case 'failed':
      return (
        <>
          <Notice
            kind="danger"
            isAnnounced
            title={t('settings.import.failed.title', { file: state.fileName })}
          >
            <p>{state.reason}</p>
          </Notice>
          <ImportSources {...props} address={state.address} />
        </>
      );
  }
}

/** How much is read, how many records that gave, and how long it may still take. */
function ProgressText({ state }: { readonly state: Extract<ImportState, { phase: 'reading' }> }) {
  const translator = useTranslator();
  const { t, formatNumber } = translator;
  const { bytes, totalBytes, records, secondsLeft } = state;
  const megabytes = (count: number) => formatMegabytes(count, translator);
  const parts = [
    totalBytes === undefined
      ? megabytes(bytes)
      : t('settings.import.bytes', { bytes: megabytes(bytes), total: megabytes(totalBytes) }),
    t('settings.import.records', { count: formatNumber(records) }),
    secondsLeft === undefined
      ? ''
      : secondsLeft < 60
        ? t('settings.import.secondsLeft', { count: secondsLeft })
        : t('settings.import.minutesLeft', { count: Math.round(secondsLeft / 60) }),
  ];
  return <p class="block__lead">{parts.filter(Boolean).join(' · ')}</p>;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
