import rotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { PackEntry } from './installed-packs.ts';

export interface PackHistoryProps {
  readonly pack: PackEntry;
  readonly onRollBack: (packId: string, versionId: string) => void;
}

/** Versions of a pack, the one that serves first; each of the others can be gone back to. */
export function PackHistory({ pack, onRollBack }: PackHistoryProps) {
  const { t, formatMoment } = useTranslator();
  return (
    <section class="history">
      <h4>{t('settings.packs.history')}</h4>
      <ol class="history__list">
        {[pack.current, ...pack.history].map((version) => (
          <li key={version.id} class="history__version">
            <span class="history__name">
              {t('settings.packs.version', { version: version.header.version })}
            </span>
            <span class="history__when">
              {t('settings.packs.importedAt', { moment: formatMoment(version.importedAt) })}
            </span>
            <span class="history__when">
              {t('settings.packs.factCount', { count: version.counts.facts })}
            </span>
            {version === pack.current ? (
              <span class="badge badge--confirmed">{t('settings.packs.inUse')}</span>
            ) : (
              <Button
                size="small"
                icon={rotateCcw}
                label={t('settings.packs.rollBackTo', { version: version.header.version })}
                onClick={() => onRollBack(pack.packId, version.id)}
              >
                {t('settings.packs.rollBack')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
