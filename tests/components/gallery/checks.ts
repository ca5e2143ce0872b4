/*
 * What can be counted on a tooltip that the gallery drew. Each function runs inside the page, in whichever
 * browser: it uses nothing from around it.
 */

/** Rules that the tooltip breaks. It is taken out of the top layer first, where axe-core cannot tell colours. */
export async function tooltipViolations(): Promise<string[]> {
  const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
  document.adoptedStyleSheets = [...root.adoptedStyleSheets];
  document.body.replaceChildren(root.querySelector('.layer')!);
  const { violations: broken } = await globalThis.axe.run('.layer');
  return broken.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** What of the tooltip is off the screen, wider than the card that it stands in, or on top of something else. */
export function misplacedInTooltip(): string[] {
  const root = document.querySelector('factmark-tooltip')!.shadowRoot!;
  const card = root.querySelector('.card')!.getBoundingClientRect();
  const faults: string[] = [];
  const { left, top, right, bottom } = card;
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
    faults.push(`card at ${[left, top, right, bottom].map(Math.round)} of ${innerWidth}×${innerHeight}`);
  }
  for (const element of root.querySelectorAll<HTMLElement>('.card *:not(.unseen)')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    const isCut = box.left < card.left - 1 || box.right > card.right + 1;
    // An ellipsis is meant; a container that scrolls sideways is not.
    const scrolls =
      element.matches('.card__body, header, footer') && element.scrollWidth > element.clientWidth;
    if (isCut && !element.closest('.source p')) faults.push(element.outerHTML.slice(0, 100));
    if (scrolls) faults.push(`${element.className || element.localName} scrolls sideways`);
  }
  // Of what can be seen of buttons, badges and links, nothing may cover anything else.
  const seenOf = (element: HTMLElement) => {
    const edges = { ...element.getBoundingClientRect().toJSON() } as Record<
      'left' | 'top' | 'right' | 'bottom',
      number
    >;
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue;
      const clip = around.getBoundingClientRect();
      edges.left = Math.max(edges.left, clip.left);
      edges.top = Math.max(edges.top, clip.top);
      edges.right = Math.min(edges.right, clip.right);
      edges.bottom = Math.min(edges.bottom, clip.bottom);
    }
    return { element, ...edges };
  };
  const solid = root.querySelectorAll<HTMLElement>(
    '.card button:not(.name), .card .badge, .card cite, .card h2',
  );
  const seen = [...solid].map(seenOf);
  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across < 2 || down < 4) continue;
      const [name, otherName] = [one, other].map(
        (part) => part.element.textContent || part.element.ariaLabel,
      );
      faults.push(`“${name}” lies on “${otherName}”`);
    }
  }
  return faults;
}
