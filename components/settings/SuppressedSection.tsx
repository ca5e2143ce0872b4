import ban from 'lucide/dist/esm/icons/ban.mjs';
import download from 'lucide/dist/esm/icons/download.mjs';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RejectedMatch, Rejection } from '../../lib/model/rejection.ts';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Rows } from '../shared/Rows.tsx';
import { useTranslator } from '../shared/translation.ts';
import { settingId } from './sections.ts';

export interface SuppressedSectionProps {
  /** What a page asked to be rejected everywhere; only the reader's answer here changes anything. */
  readonly question?: RejectedMatch | undefined;
  /** Newest first. */
  readonly rejections: readonly Rejection[];
  /** Name of an entity; undefined where no pack knows it any more. */
  readonly nameOf: (entityId: string) => string | undefined;
  readonly onAnswer: (isYes: boolean) => void;
  readonly onRestore: (rejection: Rejection) => void;
  readonly onExport: () => void;
  /** Hears which rejections are drawn: the entities that {@link nameOf} is asked for. */
  readonly onShow?: ((rejections: readonly Rejection[]) => void) | undefined;
}

/** With fewer, the eye finds one faster than fingers do. */
const FILTERED_FROM = 12;

/** Names that the reader said do not mean what they were marked as. */
export function SuppressedSection(props: SuppressedSectionProps) {
  const { t } = useTranslator();
  const { question, rejections, nameOf } = props;
  // Whoever was sent here by a tooltip finds the question, not the top of the section.
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => asked.current?.scrollIntoView({ block: 'center' }), [question]);
  const [filter, setFilter] = useState('');
  const sought = filter.trim().toLowerCase();
  const shown = rejections.filter(({ form, host }) =>
    `${form}\n${host ?? ''}`.toLowerCase().includes(sought),
  );
  const nameFor = ({ entityId }: RejectedMatch) => nameOf(entityId) ?? entityId;
  return (
    <section class="block" id={settingId('marks', 'rejections')}>
      <h2>{t('settings.rejections.title')}</h2>
      <p class="block__lead">{t('settings.rejections.lead')}</p>
      {question && (
        <div ref={asked}>
          <Notice kind="care" title={t('settings.rejections.question')}>
            <p>{t('settings.rejections.questionText', { form: question.form, name: nameFor(question) })}</p>
            <p class="dialog__actions">
              <Button kind="primary" onClick={() => props.onAnswer(true)}>
                {t('settings.rejections.yes')}
              </Button>
              <Button onClick={() => props.onAnswer(false)}>{t('settings.rejections.no')}</Button>
            </p>
          </Notice>
        </div>
      )}
      {rejections.length === 0 ? (
        <EmptyState icon={ban} title={t('settings.rejections.none')} />
      ) : (
        <>
          {/* A filter that still hides rows stays in sight, however few rows are left. */}
          {(rejections.length > FILTERED_FROM || filter !== '') && (
            <input
              class="field__input"
              type="search"
              aria-label={t('settings.rejections.filter')}
              placeholder={t('settings.rejections.filter')}
              value={filter}
              onInput={(event) => setFilter(event.currentTarget.value)}
            />
          )}
          <Rows label={t('settings.rejections.title')} items={shown} keyOf={keyOf} onShow={props.onShow}>
            {(rejection) => {
              const { form, host } = rejection;
              const name = nameFor(rejection);
              return (
                <>
                  <span class="row__text">
                    {t('settings.rejections.row', { form, name })}{' '}
                    <bdi>{host ?? t('settings.rejections.everywhere')}</bdi>
                  </span>
                  <Button
                    size="small"
                    label={t('settings.rejections.restoreNamed', { form, name })}
                    onClick={() => props.onRestore(rejection)}
                  >
                    {t('settings.rejections.restore')}
                  </Button>
                </>
              );
            }}
          </Rows>
          {shown.length === 0 && <p class="block__lead">{t('settings.rejections.noneFound')}</p>}
          <p class="block__lead">{t('settings.rejections.exportLead')}</p>
          <p>
            <Button icon={download} onClick={props.onExport}>
              {t('settings.rejections.export')}
            </Button>
          </p>
        </>
      )}
    </section>
  );
}

function keyOf({ entityId, form, host }: Rejection): string {
  return `${entityId} ${form} ${host}`;
}

/** One line of an export: how often a name was rejected, without saying where. */
interface ExportedRejection extends RejectedMatch {
  /** Sites on which the reader rejected it. */
  readonly sites: number;
  readonly isEverywhere: boolean;
}

/**
 * Rejections for the curator of a pack, as JSON: what was wrongly marked as what. The sites stay the
 * reader's own business, and only their number is told.
 */
export function exportRejections(rejections: readonly Rejection[]): string {
  const groups = Map.groupBy(rejections, ({ entityId, form }) => `${entityId}\n${form}`);
  const exported = [...groups.values()].map((group): ExportedRejection => {
    const [{ entityId, form }] = group as [Rejection, ...Rejection[]];
    const sites = group.filter(({ host }) => host !== undefined).length;
    return { entityId, form, sites, isEverywhere: sites < group.length };
  });
  return `${JSON.stringify({ format: 'factmark-rejections/1', rejections: exported }, undefined, 2)}\n`;
}
