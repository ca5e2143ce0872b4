import { h } from './h.ts';

/** A button that shows and hides an element, which begins hidden. */
export function detailsToggle(details: HTMLElement, label: string): HTMLElement {
  const toggle = h(
    'button',
    {
      class: 'action',
      'aria-expanded': 'false',
      onclick: () => {
        details.hidden = !details.hidden;
        toggle.setAttribute('aria-expanded', String(!details.hidden));
      },
    },
    label,
  );
  return toggle;
}
