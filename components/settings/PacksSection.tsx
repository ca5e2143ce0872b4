import library from 'lucide/dist/esm/icons/library-big.mjs';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';
import { ImportPanel, type ImportPanelProps } from './ImportPanel.tsx';
import type { PackEntry } from './installed-packs.ts';
import { PackCard, type PackCardProps } from './PackCard.tsx';

/** The installed packs, as far as they are known. */
export type PacksState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'shown'; readonly packs: readonly PackEntry[] }
  | { readonly phase: 'failed' };

export interface PacksSectionProps extends Omit<PackCardProps, 'pack'> {
  readonly packs: PacksState;
  readonly isMemoryOnly: boolean;
  readonly importing: ImportPanelProps;
}

/** Importing, and the packs that are here. */
export function PacksSection({ packs, isMemoryOnly, importing, ...actions }: PacksSectionProps) {
  const { t } = useTranslator();
  return (
    <>
      {isMemoryOnly && (
        <Notice kind="care" title={t('settings.packs.memoryOnly.title')}>
          <p>{t('settings.packs.memoryOnly.text')}</p>
        </Notice>
      )}
      <ImportPanel {...importing} />
      <section class="block">
        <h2>{t('settings.packs.installed')}</h2>
        {packs.phase === 'loading' && <Skeleton label={t('settings.packs.loading')} lines={4} />}
        {packs.phase === 'failed' && (
          <Notice kind="danger" title={t('settings.packs.failed.title')} isAnnounced>
            <p>{t('settings.packs.failed.text')}</p>
          </Notice>
        )}
        {packs.phase === 'shown' && packs.packs.length === 0 && (
          <EmptyState
            icon={library}
            title={t('settings.packs.none.title')}
            text={t('settings.packs.none.text')}
          />
        )}
        {packs.phase === 'shown' && (
          <ul class="packs">
            {packs.packs.map((pack) => (
              <PackCard key={pack.packId} pack={pack} {...actions} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
