import ban from 'lucide/dist/esm/icons/ban.mjs';
import circlePause from 'lucide/dist/esm/icons/circle-pause.mjs';
import fileText from 'lucide/dist/esm/icons/file-text.mjs';
import lockKeyhole from 'lucide/dist/esm/icons/lock-keyhole.mjs';
import powerOff from 'lucide/dist/esm/icons/power-off.mjs';
import rotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs';
import textSearch from 'lucide/dist/esm/icons/text-search.mjs';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { isolate } from '../shared/isolate.ts';
import { Notice } from '../shared/Notice.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { PageMentions } from './PageMentions.tsx';
import type { ListRejectionScope, MadeRejection, PageMention, PageState } from './page-state.ts';
import { RejectionNotices } from './RejectionNotices.tsx';

export interface PagePanelProps {
  readonly page: PageState;
  readonly onOpenMention: (mention: PageMention) => void;
  readonly onJump: (mention: PageMention) => void;
  /** What was rejected while the popup was open, in that order. */
  readonly rejections: readonly MadeRejection[];
  /** Names of the page do not mean this entity. */
  readonly onReject: (mention: PageMention, scope: ListRejectionScope) => void;
  readonly onUndoRejection: (made: MadeRejection) => void;
  /** The browser could not save what was rejected, or taken back, last. */
  readonly isUnsaved?: boolean | undefined;
  /** On or off for this site. */
  readonly onToggleSite: (isOn: boolean) => void;
  readonly onTurnOnEverywhere: () => void;
  /** To the settings, where sites are listed. */
  readonly onOpenSites: () => void;
  /** Off everywhere for an hour. */
  readonly onPause: () => void;
  readonly onEndPause: () => void;
  readonly onMarkOnce: () => void;
  readonly onGrantSite: () => void;
  readonly onGrantAllSites: () => void;
  readonly onReload: () => void;
  /** Shows the PDF in a viewer of ours. */
  readonly onOpenPdf: () => void;
}

/** The page in front of the reader: what it mentions, or in words why nothing is marked. */
export function PagePanel(props: PagePanelProps) {
  const { t, formatNumber } = useTranslator();
  const { page, onToggleSite } = props;
  const hasSwitch =
    page.kind === 'marked' ||
    (page.kind === 'off-here' && !page.isManaged && page.pattern === undefined) ||
    page.kind === 'failed';
  return (
    <section class="page-panel" aria-labelledby="page-heading">
      <header class="page-panel__head">
        <div class="page-panel__title">
          <h2 id="page-heading">
            {t('popup.page.heading')}
            {page.kind === 'marked' && page.mentions.length > 0 && (
              <span class="page-panel__count"> {formatNumber(page.mentions.length)}</span>
            )}
          </h2>
          {'host' in page && (
            <p class="page-panel__host" title={page.host}>
              <bdi>{page.host}</bdi>
            </p>
          )}
        </div>
        {hasSwitch && (
          <Switch
            label={t('popup.site.switch', { host: page.host })}
            isLabelHidden
            isOn={page.kind !== 'off-here'}
            onChange={onToggleSite}
          />
        )}
      </header>
      <RejectionNotices made={props.rejections} onUndo={props.onUndoRejection} isUnsaved={props.isUnsaved} />
      <PageBody {...props} />
    </section>
  );
}

function PageBody({
  page,
  onOpenMention,
  onJump,
  onReject,
  onOpenSites,
  onTurnOnEverywhere,
  onEndPause,
  onMarkOnce,
  onGrantSite,
  onGrantAllSites,
  onReload,
  onOpenPdf,
}: PagePanelProps) {
  const { t, locale, direction } = useTranslator();
  switch (page.kind) {
    case 'loading':
      return <Skeleton label={t('popup.page.loading')} />;
    case 'marked':
      return (
        <>
          {page.pace !== 'keeping-up' && (
            <div class="page-panel__pace">
              <Notice kind="note">
                <p>{t(`popup.page.pace.${page.pace}`)}</p>
              </Notice>
            </div>
          )}
          {page.mentions.length > 0 ? (
            <PageMentions
              mentions={page.mentions}
              onOpen={onOpenMention}
              onJump={onJump}
              onReject={onReject}
            />
          ) : (
            <EmptyState
              icon={textSearch}
              title={t('popup.page.none.title')}
              text={t('popup.page.none.text')}
            />
          )}
        </>
      );
    case 'off-here':
      return (
        <EmptyState
          icon={powerOff}
          title={t('popup.page.offHere.title')}
          text={
            page.pattern === undefined || page.isManaged
              ? t(page.isManaged ? 'popup.page.offHere.managed' : 'popup.page.offHere.text', {
                  host: page.host,
                })
              : t('popup.page.offHere.pattern', { pattern: isolate(page.pattern, direction) })
          }
          actions={
            page.pattern !== undefined &&
            !page.isManaged && <Button onClick={onOpenSites}>{t('popup.page.offHere.settings')}</Button>
          }
        />
      );
    case 'paused':
      return (
        <EmptyState
          icon={circlePause}
          title={t('popup.page.paused.title', {
            time: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(page.until),
          })}
          text={t('popup.page.offEverywhere.text')}
          actions={
            <Button kind="primary" onClick={onEndPause}>
              {t('popup.page.paused.end')}
            </Button>
          }
        />
      );
    case 'off-everywhere':
      return (
        <EmptyState
          icon={powerOff}
          title={t('popup.page.offEverywhere.title')}
          text={t(page.isManaged ? 'popup.page.offEverywhere.managed' : 'popup.page.offEverywhere.text')}
          actions={
            !page.isManaged && (
              <Button kind="primary" onClick={onTurnOnEverywhere}>
                {t('popup.page.offEverywhere.turnOn')}
              </Button>
            )
          }
        />
      );
    case 'no-access':
      return (
        <EmptyState
          icon={lockKeyhole}
          title={t('popup.page.noAccess.title')}
          text={t('popup.page.noAccess.text')}
          actions={
            <>
              <Button kind="primary" onClick={onGrantSite}>
                {t('popup.page.noAccess.grantSite', { host: page.host })}
              </Button>
              <Button onClick={onGrantAllSites}>{t('popup.page.noAccess.grantAll')}</Button>
              <Button kind="quiet" onClick={onMarkOnce}>
                {t('popup.page.noAccess.once')}
              </Button>
            </>
          }
        />
      );
    case 'restricted':
      return (
        <EmptyState
          icon={ban}
          title={t('popup.page.restricted.title')}
          text={t('popup.page.restricted.text')}
        />
      );
    case 'pdf':
      return (
        <EmptyState
          icon={fileText}
          title={t('popup.page.pdf.title')}
          text={t('popup.page.pdf.text')}
          actions={
            <Button kind="primary" onClick={onOpenPdf}>
              {t('popup.page.pdf.open')}
            </Button>
          }
        />
      );
    case 'failed':
      return (
        <EmptyState
          icon={rotateCw}
          title={t('popup.page.failed.title')}
          text={t('popup.page.failed.text')}
          actions={
            <Button kind="primary" icon={rotateCw} onClick={onReload}>
              {t('popup.page.failed.reload')}
            </Button>
          }
        />
      );
  }
}
