import { useTranslator } from '../shared/translation.ts';
import { type DossierLinks, FactEntry } from './FactEntry.tsx';
import type { TimelineYear } from './timeline.ts';

export interface TimelineProps {
  readonly years: readonly TimelineYear[];
  readonly nameOf: (entityId: string) => string | undefined;
  /** What facts lead to; without it they are read alone. */
  readonly links?: DossierLinks | undefined;
}

/** Facts by year, the newest first. */
export function Timeline({ years, nameOf, links }: TimelineProps) {
  const { t } = useTranslator();
  const packs = years.flatMap(({ entries }) => entries.map(({ fact }) => fact.packId));
  const isOfSeveralPacks = new Set(packs).size > 1;
  return (
    <>
      {years.map(({ year, entries }) => (
        <section key={year ?? ''} class="dossier__year">
          {/* Where nothing has a date, there is nothing to tell apart. */}
          {(year !== undefined || years.length > 1) && (
            <h3 class="dossier__year-name">{year ?? t('dossier.undated')}</h3>
          )}
          <ol class="dossier__facts">
            {entries.map((entry) => (
              <FactEntry
                key={`${entry.fact.packId} ${entry.fact.id}`}
                entry={entry}
                nameOf={nameOf}
                isPackShown={isOfSeveralPacks}
                links={links}
              />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
