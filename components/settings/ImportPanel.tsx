import { useEffect, useRef } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Progress } from '../shared/Progress.tsx';
import { useTranslator } from '../shared/translation.ts';
import { ChangeList, countChanges, type ListChanges } from './ChangeList.tsx';
import { Counts } from './Counts.tsx';
import { DropZone } from './DropZone.tsx';
import type { ImportPreview, ImportState } from './import-state.ts';
import { ProblemList } from './ProblemList.tsx';
import { useFileDrop } from './use-file-drop.ts';

export interface ImportPanelProps {
  readonly state: ImportState;
  readonly onFile: (file: File) => void;
  readonly onCancel: () => void;
  readonly onImport: () => void;
  readonly onDiscard: () => void;
  readonly onListChanges: ListChanges;
}

/** From a file to an installed pack: nothing changes before the reader has seen what would. */
export function ImportPanel(props: ImportPanelProps) {
  const { t } = useTranslator();
  const section = useRef<HTMLElement>(null);
  const { phase } = props.state;
  // What is being read or written goes on; anything else gives way to the next file.
  const isBusy = phase === 'reading' || phase === 'committing';
  const isOver = useFileDrop(isBusy ? undefined : props.onFile);
  const shownPhase = useRef(phase);
  useEffect(() => {
    // Each phase takes away the button that led to it; keyboard and screen reader go to its beginning.
    if (phase !== shownPhase.current) section.current?.focus();
    shownPhase.current = phase;
  }, [phase]);
  return (
    <section ref={section} class="import" tabIndex={-1} aria-label={labelOf(props.state, t)}>
      <ImportPhase {...props} isOver={isOver} />
    </section>
  );
}

function labelOf(state: ImportState, t: Translator['t']): string {
  switch (state.phase) {
    case 'preview':
      return t('settings.import.preview.title', { title: state.preview.header.title });
    case 'refused':
      return t('settings.import.refused.title', { file: state.fileName });
    default:
      return t('settings.import.section');
  }
}

function ImportPhase({
  state,
  isOver,
  onFile,
  onCancel,
  ...actions
}: ImportPanelProps & { readonly isOver: boolean }) {
  const { t, formatNumber } = useTranslator();
  switch (state.phase) {
    case 'idle':
      return <DropZone isOver={isOver} onFile={onFile} />;
    case 'reading':
      return (
        <div class="card">
          <Progress
            label={t(`settings.import.phase.${state.step}`, { file: state.fileName })}
            done={state.done}
          />
          <p class="block__lead">{t('settings.import.records', { count: formatNumber(state.records) })}</p>
          <div class="button-row">
            <Button onClick={onCancel}>{t('settings.import.cancel')}</Button>
          </div>
        </div>
      );
    case 'refused':
      return (
        <>
          <Notice kind="danger" title={t('settings.import.refused.title', { file: state.fileName })}>
            <p>{t('settings.import.refused.text', { count: state.report.errors })}</p>
          </Notice>
          <ProblemList report={state.report} />
          <DropZone isOver={isOver} onFile={onFile} />
        </>
      );
    case 'preview':
      return <Preview preview={state.preview} {...actions} />;
    case 'committing':
      return (
        <div class="card">
          <Progress label={t('settings.import.committing', { file: state.fileName })} />
        </div>
      );
    case 'done':
      return (
        <>
          <Notice
            kind="good"
            isAnnounced
            title={t('settings.import.done.title', { title: state.title, version: state.version })}
          >
            <p>{t('settings.import.done.text')}</p>
          </Notice>
          <DropZone isOver={isOver} onFile={onFile} />
        </>
      );
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
          <DropZone isOver={isOver} onFile={onFile} />
        </>
      );
  }
}

function Preview({
  preview,
  onImport,
  onDiscard,
  onListChanges,
}: { readonly preview: ImportPreview } & Pick<ImportPanelProps, 'onImport' | 'onDiscard' | 'onListChanges'>) {
  const { t } = useTranslator();
  const { header, counts, replaces, plan, warnings } = preview;
  const isSame = plan !== undefined && countChanges(plan, 'all') === 0;
  return (
    <>
      <div class="card">
        <div class="pack__top">
          <h2 class="pack__title foreign">{header.title}</h2>
          <p class="pack__meta">
            <span>
              {replaces
                ? t('settings.import.preview.update', { from: replaces.header.version, to: header.version })
                : t('settings.import.preview.new', { version: header.version })}
            </span>
            {header.publisher && <span>{header.publisher.name}</span>}
          </p>
        </div>
        <Counts counts={counts} before={replaces?.counts} />
        {plan?.header.version === 'down' && (
          <Notice kind="care" title={t('settings.import.downgrade.title')}>
            <p>{t('settings.import.downgrade.text')}</p>
          </Notice>
        )}
        <p>{isSame ? t('settings.import.preview.same') : t('settings.import.preview.text')}</p>
        <div class="button-row">
          <Button kind="primary" onClick={onImport}>
            {t('settings.import.import')}
          </Button>
          <Button onClick={onDiscard}>{t('settings.import.discard')}</Button>
        </div>
      </div>
      {plan && !isSame && <ChangeList plan={plan} onList={onListChanges} />}
      {warnings.warnings > 0 && (
        <details class="import__warnings">
          <summary>{t('settings.import.warnings', { count: warnings.warnings })}</summary>
          <ProblemList report={warnings} />
        </details>
      )}
    </>
  );
}
