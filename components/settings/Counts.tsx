import { useTranslator } from '../shared/translation.ts';
import type { RecordCounts } from './installed-packs.ts';

export interface CountsProps {
  readonly counts: RecordCounts;
  /** What there was before; a difference is shown beside each number. */
  readonly before?: RecordCounts | undefined;
}

/** How much a pack holds. */
export function Counts({ counts, before }: CountsProps) {
  const { t, formatNumber } = useTranslator();
  return (
    <dl class="counts">
      {(['entities', 'facts', 'sources'] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(`settings.packs.${kind}`, { count: counts[kind] })}</dt>
          <dd>
            {formatNumber(counts[kind])}
            {before && counts[kind] !== before[kind] && (
              <span class="counts__difference">
                {formatNumber(counts[kind] - before[kind], { signDisplay: 'exceptZero' })}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
