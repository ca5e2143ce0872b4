import pin from 'lucide/dist/esm/icons/pin.mjs';
import pinOff from 'lucide/dist/esm/icons/pin-off.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import { useId } from 'preact/hooks';
import type { MentionedEntity } from '../lib/model/mention.ts';
import type { ReadingContext } from '../lib/tooltip/arrange-facts.ts';
import type { TooltipAnswer } from '../lib/tooltip/state.ts';
import { EntityTypeBadge } from './shared/EntityTypeBadge.tsx';
import { Icon } from './shared/Icon.tsx';
import { useTranslator } from './shared/translation.ts';
import { FactList } from './tooltip/FactList.tsx';
import { Loading, Message } from './tooltip/placeholders.tsx';

export interface FactTooltipProps {
  readonly entity: MentionedEntity;
  /** undefined while the facts are on their way. */
  readonly answer: TooltipAnswer | undefined;
  readonly context: ReadingContext;
  readonly isPinned: boolean;
  readonly onTogglePin: () => void;
  readonly onClose: () => void;
  readonly copyText: (text: string) => Promise<boolean>;
}

/** What is known about one entity, beside its name on the page. */
export function FactTooltip(props: FactTooltipProps) {
  const { entity, answer, isPinned, onTogglePin, onClose } = props;
  const { t, direction, locale } = useTranslator();
  const nameId = useId();
  const described = answer?.type === 'dossiers' ? answer.dossiers[0]?.entity : undefined;
  const pinLabel = t(isPinned ? 'tooltip.unpin' : 'tooltip.pin');
  return (
    <section
      class={isPinned ? 'card card--pinned' : 'card'}
      role="dialog"
      aria-label={t('tooltip.label', { name: entity.name })}
      aria-describedby={nameId}
      dir={direction}
      lang={locale}
      tabIndex={-1}
    >
      <header class="card__head">
        <div class="card__bar">
          <EntityTypeBadge type={entity.type} />
          <span class="card__tools">
            <button
              type="button"
              class="tool"
              aria-pressed={isPinned}
              aria-label={pinLabel}
              title={pinLabel}
              onClick={onTogglePin}
            >
              <Icon icon={isPinned ? pinOff : pin} size={15} />
            </button>
            <button
              type="button"
              class="tool"
              aria-label={t('tooltip.close')}
              title={t('tooltip.close')}
              onClick={onClose}
            >
              <Icon icon={x} size={16} />
            </button>
          </span>
        </div>
        <div id={nameId}>
          <h2 class="card__name" dir="auto">
            {entity.name}
          </h2>
          {described?.description && (
            <p class="card__description" dir="auto">
              {described.description}
            </p>
          )}
        </div>
      </header>
      <div class="card__body">
        <Body {...props} />
      </div>
      <p class="unseen" aria-live="polite">
        {announcementOf(props, t)}
      </p>
    </section>
  );
}

function Body({ entity, answer, context, copyText }: FactTooltipProps) {
  const { t } = useTranslator();
  if (!answer) return <Loading />;
  if (answer.type === 'failed') {
    return <Message kind="failed" text={answer.message ?? t('tooltip.failed')} />;
  }
  const withFacts = answer.dossiers.filter(({ facts }) => facts.length > 0);
  if (withFacts.length === 0) {
    return <Message kind="empty" text={t('tooltip.empty', { name: entity.name })} />;
  }
  return (
    <>
      {withFacts.map((dossier) => (
        <section key={dossier.packId} class="pack">
          {withFacts.length > 1 && <h3 class="pack__name">{t('tooltip.pack', { pack: dossier.packId })}</h3>}
          <FactList dossier={dossier} context={context} copyText={copyText} />
        </section>
      ))}
    </>
  );
}

function announcementOf(
  { entity: { name }, answer }: FactTooltipProps,
  t: ReturnType<typeof useTranslator>['t'],
): string {
  if (!answer) return t('tooltip.loading', { name });
  if (answer.type === 'failed') return '';
  return t('tooltip.announce', { name, count: answer.dossiers.flatMap(({ facts }) => facts).length });
}
