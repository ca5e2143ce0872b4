import { createTranslator } from '../../lib/locale/translator.ts';
import type { TooltipContent, TooltipListener, TooltipSetup, TooltipView } from '../../lib/tooltip/view.ts';
import badgesCss from '../shared/badges.css?inline';
import tokensCss from '../shared/tokens.css?inline';
import { Card } from './card.ts';
import factsCss from './facts.css?inline';
import { findFocused } from './focus.ts';
import tooltipCss from './tooltip.css?inline';
import { TooltipHost } from './tooltip-host.ts';
import whyCss from './why.css?inline';

/** Draws tooltips: one that follows the reader, and those that the reader pinned. */
export function createTooltipView({
  locale,
  theme,
  listener,
}: Omit<TooltipSetup<never>, 'page'> & { readonly listener: TooltipListener }): TooltipView {
  const translator = createTranslator(locale);
  const host = new TooltipHost(tokensCss + badgesCss + tooltipCss + whyCss + factsCss);
  host.setTheme(theme);

  let active: Card | undefined;
  const pinned = new Set<Card>();
  let focusedBefore: HTMLElement | undefined;

  const close = (card: Card) => {
    const hadFocus = card.hasFocus();
    card.remove();
    pinned.delete(card);
    if (!active && pinned.size === 0) host.close();
    if (hadFocus) focusedBefore?.focus({ preventScroll: true });
  };

  const hide = () => {
    const card = active;
    active = undefined;
    if (card) close(card);
  };

  const createCard = (content: TooltipContent): Card => {
    const ifActive = (tell: () => void) => () => {
      if (card === active) tell();
    };
    const card: Card = new Card(host, translator, content, {
      entered: ifActive(listener.entered),
      left: ifActive(listener.left),
      closed: () => (card === active ? listener.closed() : close(card)),
      pinToggled() {
        if (card !== active) {
          close(card);
          return;
        }
        // A pinned card stands for itself; the next name that is pointed at gets a new one.
        active = undefined;
        pinned.add(card);
        card.pin();
        listener.closed();
      },
      lookUp: listener.lookUp,
      openDossier: listener.openDossier,
    });
    return card;
  };

  return {
    show(content, anchor, takesFocus) {
      if (active && active.entity.id !== content.entity.id) hide();
      host.open(anchor.element);
      active ??= createCard(content);
      active.show(content, anchor);
      if (takesFocus && !active.hasFocus()) {
        // From a pinned card it goes back to the page, where it was before that card had it.
        if (!host.root.activeElement) focusedBefore = findFocused();
        active.focus();
      }
    },
    command: (name) => (active ?? [...pinned].at(-1))?.command(name),
    explain: (match) => active?.explain(match),
    reposition: () => active?.reposition(),
    hide,
    setTheme: (next) => host.setTheme(next),
    destroy() {
      hide();
      for (const card of pinned) close(card);
    },
  };
}
