import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { useState } from 'preact/hooks';
import type { ChangeKind, PlannedChange, UpdatePlan } from '../../lib/pack/plan.ts';
import { Button } from '../shared/Button.tsx';
import { SegmentedChoice } from '../shared/Choice.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { type DescribedField, describeField } from './describe-change.ts';
import { CHANGE_KINDS } from './import-state.ts';

/** Changes drawn at once; a curator asks for more as needed. */
const PAGE_SIZE = 100;

/** How many records an update changes in one way, or in any. */
export function countChanges({ entities, facts }: UpdatePlan, kind: ChangeKind | 'all'): number {
  const kinds: readonly ChangeKind[] = kind === 'all' ? CHANGE_KINDS : [kind];
  return kinds.reduce((sum, each) => sum + entities[each] + facts[each], 0);
}

/** What an import does, record by record, each to be opened field by field. */
export function ChangeList({ plan }: { readonly plan: UpdatePlan }) {
  const { t, formatNumber } = useTranslator();
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [limit, setLimit] = useState(PAGE_SIZE);
  const listed = kind === 'all' ? plan.changes : plan.changes.filter((change) => change.kind === kind);
  const unlisted = countChanges(plan, kind) - listed.length;
  const kinds = CHANGE_KINDS.filter((each) => countChanges(plan, each) > 0);
  return (
    <section class="changes" aria-label={t('settings.import.changes')}>
      {kinds.length > 1 && (
        <SegmentedChoice
          label={t('settings.import.filter')}
          value={kind}
          options={[
            {
              value: 'all',
              label: t('settings.import.all', { count: formatNumber(countChanges(plan, 'all')) }),
            },
            ...kinds.map((value) => ({
              value,
              label: t(`settings.import.count.${value}`, { count: countChanges(plan, value) }),
            })),
          ]}
          onChange={(next) => {
            setKind(next);
            setLimit(PAGE_SIZE);
          }}
        />
      )}
      <ul class="changes__list">
        {listed.slice(0, limit).map((change) => (
          <li key={`${change.subject} ${change.entity.id} ${change.id} ${change.kind}`}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {listed.length > limit ? (
        <Button size="small" onClick={() => setLimit(limit + PAGE_SIZE)}>
          {t('settings.import.showMore', { count: Math.min(PAGE_SIZE, listed.length - limit) })}
        </Button>
      ) : (
        unlisted > 0 && <p class="block__lead">{t('settings.import.unlisted', { count: unlisted })}</p>
      )}
    </section>
  );
}

function Change({ change }: { readonly change: PlannedChange }) {
  const translator = useTranslator();
  const { t } = translator;
  return (
    <details class="change">
      <summary class="change__head">
        <span class={`badge badge--${change.kind}`}>{t(`settings.import.kind.${change.kind}`)}</span>
        <span class="change__record">{t(`settings.import.record.${change.subject}`)}</span>
        <span class="change__title">{change.statement ?? change.entity.name}</span>
        <Icon icon={chevronDown} />
      </summary>
      <dl class="change__fields">
        {change.fields.map((field) => (
          <Field key={field.field} {...describeField(field, translator)} />
        ))}
        {change.supersededBy !== undefined && (
          <Detail term={t('settings.import.supersededBy')} id={change.supersededBy} />
        )}
        {change.subject === 'fact' && (
          <div>
            <dt>{t('settings.import.about')}</dt>
            <dd>{change.entity.name}</dd>
          </div>
        )}
        <Detail term={t('settings.packs.id')} id={change.id} />
      </dl>
    </details>
  );
}

function Field({ field, before, after }: DescribedField) {
  const { t } = useTranslator();
  return (
    <div>
      <dt>
        <code dir="ltr">{field}</code>
      </dt>
      <dd>
        {before.map((text) => (
          <p key={text}>
            <span class="unseen">{t('settings.import.before')} </span>
            <del>{text}</del>
          </p>
        ))}
        {after.map((text) => (
          <p key={text}>
            <span class="unseen">{t('settings.import.after')} </span>
            <ins>{text}</ins>
          </p>
        ))}
      </dd>
    </div>
  );
}

function Detail({ term, id }: { readonly term: string; readonly id: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <code dir="ltr">{id}</code>
      </dd>
    </div>
  );
}
