import type { PackConflict } from '../../lib/pack/conflicts.ts';
import { useTranslator } from '../shared/translation.ts';

export interface ConflictListProps {
  readonly conflicts: readonly PackConflict[];
  /** Title of a pack by its id. */
  readonly titleOf: (packId: string) => string;
}

/** Where a pack says otherwise than one that is installed: both statements, side by side. */
export function ConflictList({ conflicts, titleOf }: ConflictListProps) {
  const { t } = useTranslator();
  return (
    <details class="conflicts">
      <summary>{t('settings.import.conflicts', { count: conflicts.length })}</summary>
      <p class="block__lead">{t('settings.import.conflictsLead')}</p>
      <ul class="conflicts__list">
        {conflicts.map(({ entity, ours, theirs }) => (
          <li key={`${ours.id} ${theirs.packId} ${theirs.id}`} class="conflict">
            <p class="conflict__entity foreign">{entity.name}</p>
            <p>
              <span class="conflict__pack">{t('settings.import.conflictOurs')}</span>{' '}
              <span class="foreign">{ours.statement}</span>
            </p>
            <p>
              <span class="conflict__pack foreign">{titleOf(theirs.packId)}</span>{' '}
              <span class="foreign">{theirs.statement}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
