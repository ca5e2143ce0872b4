import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { useRef, useState } from 'preact/hooks';
import type { ChangeKind, PlannedChange, UpdatePlan } from '../../lib/pack/plan.ts';
import { Button } from '../shared/Button.tsx';
import { SegmentedChoice } from '../shared/Choice.tsx';
import { Icon } from '../shared/Icon.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { type DescribedField, describeField } from './describe-change.ts';
import { CHANGE_KINDS } from './import-state.ts';
import type { ListChanges } from './list-changes.ts';

/** Changes asked for at a time. */
const PAGE_SIZE = 100;

/** How many records an update changes in one way, or in any. */
export function countChanges({ entities, facts }: UpdatePlan, kind: ChangeKind | 'all'): number {
  const kinds: readonly ChangeKind[] = kind === 'all' ? CHANGE_KINDS : [kind];
  return kinds.reduce((sum, each) => sum + entities[each] + facts[each], 0);
}

export interface ChangeListProps {
  /** Holds the first of the changes; the others are asked for as needed. */
  readonly plan: UpdatePlan;
  readonly onList: ListChanges;
}

/** What an import does, record by record, each to be opened field by field. */
export function ChangeList({ plan, onList }: ChangeListProps) {
  const { t, formatNumber } = useTranslator();
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [more, setMore] = useState<readonly PlannedChange[]>([]);
  const [phase, setPhase] = useState<'ready' | 'loading' | 'failed'>('ready');
  const shownKind = useRef(kind);
  const first = kind === 'all' ? plan.changes : plan.changes.filter((change) => change.kind === kind);
  const listed = [...first, ...more];
  const unlisted = countChanges(plan, kind) - listed.length;
  const kinds = CHANGE_KINDS.filter((each) => countChanges(plan, each) > 0);

  const show = (next: ChangeKind | 'all') => {
    shownKind.current = next;
    setKind(next);
    setMore([]);
    setPhase('ready');
  };

  const loadMore = async () => {
    setPhase('loading');
    try {
      // The plan's own changes come first in the same order, so what is listed is always a beginning.
      const page = await onList({
        offset: listed.length,
        limit: PAGE_SIZE,
        ...(kind === 'all' ? {} : { kinds: [kind] }),
      });
      if (shownKind.current !== kind) return;
      setMore([...more, ...page]);
      setPhase('ready');
    } catch (error) {
      console.error(error);
      if (shownKind.current === kind) setPhase('failed');
    }
  };

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
          onChange={show}
        />
      )}
      <ul class="changes__list">
        {listed.map((change) => (
          <li key={`${change.subject} ${change.entity.id} ${change.id} ${change.kind}`}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {phase === 'failed' && (
        <Notice kind="danger" isAnnounced>
          <p>{t('settings.import.listFailed')}</p>
        </Notice>
      )}
      {unlisted > 0 && (
        <p class="changes__more">
          <Button size="small" isDisabled={phase === 'loading'} onClick={loadMore}>
            {t('settings.import.showMore', { count: Math.min(PAGE_SIZE, unlisted) })}
          </Button>
          {unlisted > PAGE_SIZE && t('settings.import.left', { count: unlisted })}
        </p>
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
        <span class="change__title foreign">{change.statement ?? change.entity.name}</span>
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
