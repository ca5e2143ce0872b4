import gripVertical from 'lucide/dist/esm/icons/grip-vertical.mjs';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../shared/Icon.tsx';
import { Rows } from '../shared/Rows.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { PackActions, PackEntry, UpdateView } from './installed-packs.ts';
import { PackCard } from './PackCard.tsx';

export interface PackListProps {
  readonly packs: readonly PackEntry[];
  readonly updatesOf: (packId: string) => UpdateView;
  readonly failureOf: (packId: string) => string | undefined;
  readonly actions: PackActions;
  /** The packs in their new order. */
  readonly onReorder: (packIds: readonly string[]) => void;
}

/** What a card is high while its details are folded in, and the gap that packs.css has; CSS pixels. */
const CARD_HEIGHT = 230;
const CARD_GAP = 12;

/** What a drag of a pack carries; a file that is dragged over the page carries something else. */
const DRAGGED_TYPE = 'application/x-factmark-pack';

/** The installed packs in the reader's order, which a drag or the arrow keys on their handles change. */
export function PackList({ packs, updatesOf, failureOf, actions, onReorder }: PackListProps) {
  const { t } = useTranslator();
  const hintId = useId();
  const [dragged, setDragged] = useState<string>();
  const [target, setTarget] = useState<string>();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [announced, setAnnounced] = useState('');
  /** A card can be dragged by its handle only: its text must stay selectable. */
  const held = useRef<string>(undefined);
  const ids = packs.map(({ packId }) => packId);

  const move = (packId: string, to: number) => {
    const from = ids.indexOf(packId);
    if (from < 0 || to < 0 || to >= ids.length || to === from) return;
    const order = ids.filter((id) => id !== packId);
    order.splice(to, 0, packId);
    const title = packs[from]?.current.header.title ?? packId;
    setAnnounced(t('settings.packs.moved', { title, position: to + 1, count: ids.length }));
    onReorder(order);
  };

  return (
    <>
      <Rows
        label={t('settings.packs.installed')}
        items={packs}
        keyOf={({ packId }) => packId}
        classes={['packs', 'packs__item']}
        usualHeight={CARD_HEIGHT}
        gap={CARD_GAP}
        propsOf={({ packId }, index) => ({
          class: [
            'packs__item',
            packId === dragged ? 'packs__item--dragged' : '',
            packId === target ? `packs__item--${ids.indexOf(dragged ?? '') < index ? 'below' : 'above'}` : '',
          ].join(' '),
          draggable: packs.length > 1,
          onDragStart: (event) => {
            if (held.current !== packId || !event.dataTransfer) {
              event.preventDefault();
              return;
            }
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData(DRAGGED_TYPE, packId);
            setDragged(packId);
          },
          onDragOver: (event) => {
            if (!event.dataTransfer?.types.includes(DRAGGED_TYPE)) return;
            event.preventDefault();
            setTarget(packId === dragged ? undefined : packId);
          },
          onDrop: (event) => {
            if (dragged === undefined) return;
            event.preventDefault();
            move(dragged, index);
          },
          onDragEnd: () => {
            held.current = undefined;
            setDragged(undefined);
            setTarget(undefined);
          },
        })}
      >
        {(pack, index) => {
          const { packId } = pack;
          const { title } = pack.current.header;
          return (
            <PackCard
              pack={pack}
              updates={updatesOf(packId)}
              failure={failureOf(packId)}
              actions={actions}
              isOpened={opened.has(packId)}
              onOpened={(isOpened) => setOpened((before) => toggled(before, packId, isOpened))}
              handle={
                packs.length > 1 && (
                  <button
                    type="button"
                    class="pack__handle"
                    aria-label={t('settings.packs.move', { title })}
                    aria-describedby={hintId}
                    title={t('settings.packs.moveHint')}
                    onPointerDown={() => {
                      held.current = packId;
                    }}
                    onKeyDown={(event) => {
                      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                      if (step === 0) return;
                      event.preventDefault();
                      move(packId, index + step);
                    }}
                  >
                    <Icon icon={gripVertical} />
                  </button>
                )
              }
            />
          );
        }}
      </Rows>
      {packs.length > 1 && (
        <p class="unseen" id={hintId}>
          {t('settings.packs.moveHint')}
        </p>
      )}
      <p class="unseen" role="status">
        {announced}
      </p>
    </>
  );
}

function toggled(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  return new Set(isIn ? [...ids, id] : [...ids].filter((other) => other !== id));
}
