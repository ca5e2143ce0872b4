import locate from 'lucide/dist/esm/icons/locate.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { EntityTypeBadge } from '../shared/EntityTypeBadge.tsx';
import { Icon } from '../shared/Icon.tsx';
import { isolate } from '../shared/isolate.ts';
import { formatSureness } from '../shared/sureness.ts';
import { useTranslator } from '../shared/translation.ts';
import type { ListRejectionScope, PageMention } from './page-state.ts';

export interface PageMentionsProps {
  readonly mentions: readonly PageMention[];
  readonly onOpen: (mention: PageMention) => void;
  /** To the next mention of the entity on the page; the first, if asked for the first time. */
  readonly onJump: (mention: PageMention) => void;
  readonly onReject: (mention: PageMention, scope: ListRejectionScope) => void;
}

/** Whom and what the page mentions, with the way to its facts and to the places on the page. */
export function PageMentions({ mentions, onOpen, onJump, onReject }: PageMentionsProps) {
  const translator = useTranslator();
  const { t, formatNumber } = translator;
  const list = useRef<HTMLUListElement>(null);
  /** The entity of which the reader says that it is not meant. */
  const [doubted, setDoubted] = useState<string>();

  /** Arrow keys go from line to line, within the same column. */
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const focused = document.activeElement;
    if (step === 0 || !(focused instanceof HTMLElement)) return;
    const column = [
      ...(list.current?.querySelectorAll<HTMLElement>(`[data-column="${focused.dataset.column}"]`) ?? []),
    ];
    const next = column[column.indexOf(focused) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <ul ref={list} class="mentions" aria-label={t('popup.page.mentions')} onKeyDown={onKeyDown}>
      {mentions.map((mention) => {
        const share = formatSureness(mention.score, translator);
        const isDoubted = doubted === mention.id;
        return (
          <li key={mention.id}>
            <div class="mention">
              <button type="button" class="mention__open" data-column="open" onClick={() => onOpen(mention)}>
                <EntityTypeBadge type={mention.type} isIconOnly />
                <span class="mention__name foreign">{mention.name}</span>
              </button>
              <span class="mention__sure" title={t('popup.page.sure', { share })}>
                <span aria-hidden="true">{share}</span>
                <span class="unseen">{t('popup.page.sure', { share })}</span>
              </span>
              <MentionButton
                column="jump"
                title={t('popup.page.jump')}
                label={t('popup.page.jumpTo', { name: mention.name, count: mention.count })}
                onClick={() => onJump(mention)}
              >
                {formatNumber(mention.count)}
                <Icon icon={locate} size={14} />
              </MentionButton>
              <MentionButton
                column="reject"
                title={t('popup.page.reject')}
                label={t('popup.page.rejectNamed', { name: mention.name })}
                isExpanded={isDoubted}
                onClick={() => setDoubted(isDoubted ? undefined : mention.id)}
              >
                <Icon icon={x} size={14} />
              </MentionButton>
            </div>
            {isDoubted && (
              <Doubt
                mention={mention}
                onChoose={(scope) => {
                  setDoubted(undefined);
                  onReject(mention, scope);
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One of the small buttons at the end of a line. */
function MentionButton({
  column,
  title,
  label,
  isExpanded,
  onClick,
  children,
}: {
  /** Arrow keys go up and down within it. */
  readonly column: string;
  readonly title: string;
  readonly label: string;
  /** Of a button that folds something out. */
  readonly isExpanded?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class="mention__jump"
      data-column={column}
      title={title}
      aria-label={label}
      aria-expanded={isExpanded}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** What exactly is rejected, and how far. */
function Doubt({
  mention: { name, forms },
  onChoose,
}: {
  readonly mention: PageMention;
  readonly onChoose: (scope: ListRejectionScope) => void;
}) {
  const { t, formatList, direction } = useTranslator();
  const area = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    area.current?.scrollIntoView({ block: 'nearest' });
    area.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={area} class="mention__doubt">
      <p>
        {t('popup.page.rejectQuestion', {
          name: isolate(name, direction),
          forms: formatList(forms.map((form) => t('popup.page.quoted', { form: isolate(form, direction) }))),
        })}
      </p>
      <p class="mention__scopes">
        <Button size="small" onClick={() => onChoose('site')}>
          {t('popup.page.reject.site')}
        </Button>
        <Button size="small" onClick={() => onChoose('everywhere')}>
          {t('popup.page.reject.everywhere')}
        </Button>
      </p>
    </div>
  );
}
