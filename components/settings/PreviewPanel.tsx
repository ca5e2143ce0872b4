import { Button } from '../shared/Button.tsx';
import { isolate } from '../shared/isolate.ts';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { ChangeList, countChanges } from './ChangeList.tsx';
import { ConflictList } from './ConflictList.tsx';
import { Counts } from './Counts.tsx';
import type { ImportPreview } from './import-state.ts';
import type { ListChanges } from './list-changes.ts';
import { ProblemList } from './ProblemList.tsx';
import { SignatureNote } from './SignatureNote.tsx';

export interface PreviewPanelProps {
  readonly preview: ImportPreview;
  readonly titleOf: (packId: string) => string;
  readonly onImport: () => void;
  readonly onDiscard: () => void;
  readonly onListChanges: ListChanges;
  readonly onSaveProblems: () => void;
}

/** What importing a file would change, before anything does. */
export function PreviewPanel({
  preview,
  titleOf,
  onImport,
  onDiscard,
  onListChanges,
  onSaveProblems,
}: PreviewPanelProps) {
  const { t, direction } = useTranslator();
  const { header, counts, replaces, plan, signature, conflicts, warnings } = preview;
  const isSame = plan !== undefined && countChanges(plan, 'all') === 0 && plan.header.fields.length === 0;
  return (
    <>
      <div class="card">
        <div class="pack__top">
          <h2 class="pack__title foreign">{header.title}</h2>
          <p class="pack__meta">
            <span>
              {replaces
                ? t('settings.import.preview.update', {
                    from: isolate(replaces.header.version, direction),
                    to: isolate(header.version, direction),
                  })
                : t('settings.import.preview.new', { version: isolate(header.version, direction) })}
            </span>
            {header.publisher && <span>{header.publisher.name}</span>}
          </p>
        </div>
        <SignatureNote {...signature} />
        <Counts counts={counts} before={replaces?.counts} />
        {plan?.header.version === 'down' && (
          <Notice kind="care" title={t('settings.import.downgrade.title')}>
            <p>{t('settings.import.downgrade.text')}</p>
          </Notice>
        )}
        {replaces && !plan && (
          <Notice kind="care">
            <p>{t('settings.import.preview.mends')}</p>
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
      {conflicts.length > 0 && <ConflictList conflicts={conflicts} titleOf={titleOf} />}
      {plan && countChanges(plan, 'all') > 0 && <ChangeList plan={plan} onList={onListChanges} />}
      {warnings.warnings > 0 && (
        <details class="import__warnings">
          <summary>{t('settings.import.warnings', { count: warnings.warnings })}</summary>
          <ProblemList report={warnings} onSave={onSaveProblems} />
        </details>
      )}
    </>
  );
}
