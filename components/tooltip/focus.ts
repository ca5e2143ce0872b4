const FOCUSABLE = 'a, button, [tabindex="0"]';

/** Moves the focus through a card in a circle: Tab must not lead out into the page, which knows nothing of the card. */
export function keepFocusInside(card: HTMLElement, root: ShadowRoot, event: KeyboardEvent): void {
  if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [...card.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.getClientRects().length > 0,
  );
  const at = stops.indexOf(root.activeElement as HTMLElement);
  const next = event.shiftKey ? (at <= 0 ? stops.length - 1 : at - 1) : (at + 1) % stops.length;
  event.preventDefault();
  stops[next]?.focus();
}

/** The button that was pressed is gone: whoever pressed it by the keyboard goes on with what it brought, or with the card. */
export function focusFirst(brought: Element | undefined): void {
  const next = brought?.querySelector<HTMLElement>('a, button') ?? brought?.closest<HTMLElement>('.card');
  next?.focus({ preventScroll: true });
}

/** Where the keyboard's focus is now, through open shadow trees. */
export function findFocused(): HTMLElement | undefined {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement && focused !== document.body ? focused : undefined;
}
