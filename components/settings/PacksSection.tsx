import library from 'lucide/dist/esm/icons/library-big.mjs';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';
import { ImportPanel, type ImportPanelProps } from './ImportPanel.tsx';
import type { PackEntry } from './installed-packs.ts';
import { PackList, type PackListProps } from './PackList.tsx';
import { settingId } from './sections.ts';

/** The installed packs, as far as they are known. */
export type PacksState =
  | { readonly phase: 'loading' }
  | {
      readonly phase: 'shown';
      readonly packs: readonly PackEntry[];
      /** They could not be read again after a change; what is shown may be old. */
      readonly isStale?: boolean | undefined;
    }
  | { readonly phase: 'failed' };

export interface PacksSectionProps extends Omit<PackListProps, 'packs'> {
  readonly packs: PacksState;
  readonly isMemoryOnly: boolean;
  readonly importing: ImportPanelProps;
  /** The sample pack came with Factmark and was removed. */
  readonly isSampleRemoved: boolean;
  /** Why it could not be restored. */
  readonly sampleFailure: string | undefined;
  readonly onRestoreSample: () => void;
}

/** Importing, and the packs that are here. */
export function PacksSection({
  packs,
  isMemoryOnly,
  importing,
  isSampleRemoved,
  sampleFailure,
  onRestoreSample,
  ...list
}: PacksSectionProps) {
  const { t } = useTranslator();
  const isEmpty = packs.phase === 'shown' && packs.packs.length === 0;
  const restore = isSampleRemoved && (
    <Button onClick={onRestoreSample}>{t('settings.packs.restoreSample')}</Button>
  );
  return (
    <>
      {isMemoryOnly && (
        <Notice kind="care" title={t('settings.packs.memoryOnly.title')}>
          <p>{t('settings.packs.memoryOnly.text')}</p>
        </Notice>
      )}
      <div id={settingId('packs', 'import')}>
        <ImportPanel {...importing} />
      </div>
      <section class="block" id={settingId('packs', 'installed')}>
        <h2>{t('settings.packs.installed')}</h2>
        {packs.phase === 'loading' && <Skeleton label={t('settings.packs.loading')} lines={4} />}
        {packs.phase === 'failed' && (
          <Notice kind="danger" title={t('settings.packs.failed.title')} isAnnounced>
            <p>{t('settings.packs.failed.text')}</p>
          </Notice>
        )}
        {packs.phase === 'shown' && packs.isStale && (
          <Notice kind="care" isAnnounced>
            <p>{t('settings.packs.stale')}</p>
          </Notice>
        )}
        {isEmpty && (
          <EmptyState
            icon={library}
            title={t('settings.packs.none.title')}
            text={t('settings.packs.none.text')}
            actions={restore}
          />
        )}
        {packs.phase === 'shown' && !isEmpty && <PackList packs={packs.packs} {...list} />}
        {isSampleRemoved && sampleFailure !== undefined && (
          <Notice kind="danger" isAnnounced>
            <p>{sampleFailure}</p>
          </Notice>
        )}
        {packs.phase === 'shown' && !isEmpty && restore && <div class="button-row">{restore}</div>}
      </section>
    </>
  );
}
