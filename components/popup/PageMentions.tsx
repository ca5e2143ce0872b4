import locate from 'lucide/dist/esm/icons/locate.mjs';
import { useRef } from 'preact/hooks';
import { EntityTypeBadge } from '../shared/EntityTypeBadge.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { PageMention } from './page-state.ts';

export interface PageMentionsProps {
  readonly mentions: readonly PageMention[];
  readonly onOpen: (mention: PageMention) => void;
  /** To the next mention of the entity on the page; the first, if asked for the first time. */
  readonly onJump: (mention: PageMention) => void;
}

/** Whom and what the page mentions, with the way to its facts and to the places on the page. */
export function PageMentions({ mentions, onOpen, onJump }: PageMentionsProps) {
  const { t, formatNumber } = useTranslator();
  const list = useRef<HTMLUListElement>(null);

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
      {mentions.map((mention) => (
        <li key={mention.id} class="mention">
          <button type="button" class="mention__open" data-column="open" onClick={() => onOpen(mention)}>
            <EntityTypeBadge type={mention.type} isIconOnly />
            <span class="mention__name foreign">{mention.name}</span>
          </button>
          <button
            type="button"
            class="mention__jump"
            data-column="jump"
            title={t('popup.page.jump')}
            aria-label={t('popup.page.jumpTo', { name: mention.name, count: mention.count })}
            onClick={() => onJump(mention)}
          >
            {formatNumber(mention.count)}
            <Icon icon={locate} size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
