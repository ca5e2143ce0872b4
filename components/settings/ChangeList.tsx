import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { SegmentedChoice } from '../shared/Choice.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { CHANGE_KINDS, type ChangeKind, type ChangePlan, type RecordChange } from './import-state.ts';

/** Changes drawn at once; a curator asks for more as needed. */
const PAGE_SIZE = 100;

/** What an import does, record by record, each to be opened field by field. */
export function ChangeList({ counts, changes }: ChangePlan) {
  const { t, formatNumber } = useTranslator();
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [limit, setLimit] = useState(PAGE_SIZE);
  const total = CHANGE_KINDS.reduce((sum, each) => sum + counts[each], 0);
  const shown = kind === 'all' ? changes : changes.filter((change) => change.kind === kind);
  const expected = kind === 'all' ? total : counts[kind];
  const kinds = CHANGE_KINDS.filter((each) => counts[each] > 0);
  return (
    <section class="changes" aria-label={t('settings.import.changes')}>
      {kinds.length > 1 && (
        <SegmentedChoice
          label={t('settings.import.filter')}
          value={kind}
          options={[
            { value: 'all', label: t('settings.import.all', { count: formatNumber(total) }) },
            ...kinds.map((value) => ({
              value,
              label: t(`settings.import.count.${value}`, { count: counts[value] }),
            })),
          ]}
          onChange={(next) => {
            setKind(next);
            setLimit(PAGE_SIZE);
          }}
        />
      )}
      <ul class="changes__list">
        {shown.slice(0, limit).map((change) => (
          <li key={`${change.record} ${change.id} ${change.kind}`}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {shown.length > limit ? (
        <Button size="small" onClick={() => setLimit(limit + PAGE_SIZE)}>
          {t('settings.import.showMore', { count: Math.min(PAGE_SIZE, shown.length - limit) })}
        </Button>
      ) : (
        expected > shown.length && (
          <p class="block__lead">{t('settings.import.unlisted', { count: expected - shown.length })}</p>
        )
      )}
    </section>
  );
}

function Change({ change }: { readonly change: RecordChange }) {
  const { t } = useTranslator();
  return (
    <details class="change">
      <summary class="change__head">
        <span class={`badge badge--${change.kind}`}>{t(`settings.import.kind.${change.kind}`)}</span>
        <span class="change__record">{t(`settings.import.record.${change.record}`)}</span>
        <span class="change__title">{change.title}</span>
        <Icon icon={chevronDown} />
      </summary>
      <dl class="change__fields">
        {change.fields.map(({ field, before, after }) => (
          <div key={field}>
            <dt>
              <code dir="ltr">{field}</code>
            </dt>
            <dd>
              {before !== undefined && (
                <p>
                  <span class="unseen">{t('settings.import.before')} </span>
                  <del>{before}</del>
                </p>
              )}
              {after !== undefined && (
                <p>
                  <span class="unseen">{t('settings.import.after')} </span>
                  <ins>{after}</ins>
                </p>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('settings.packs.id')}</dt>
          <dd>
            <code dir="ltr">{change.id}</code>
          </dd>
        </div>
      </dl>
    </details>
  );
}
