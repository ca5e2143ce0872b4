import type { IconNode } from 'lucide';
import { h } from 'preact';

export interface IconProps {
  /** e.g. `import search from 'lucide/dist/esm/icons/search.mjs'`. */
  readonly icon: IconNode;
  /** Edge in CSS pixels. */
  readonly size?: number | undefined;
  /** What the icon says to a screen reader. Without it the icon is decoration beside a text. */
  readonly label?: string | undefined;
  /** Points along the line of text, so it turns round where that runs from right to left. */
  readonly isDirectional?: boolean | undefined;
}

/** One icon of the Lucide set, in the colour of its text. */
export function Icon({ icon, size = 16, label, isDirectional = false }: IconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the name is an aria-label; a <title> would show as a browser tooltip.
    <svg
      class={isDirectional ? 'icon icon--directional' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={size >= 24 ? 1.5 : 2}
      stroke-linecap="round"
      stroke-linejoin="round"
      {...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label })}
    >
      {icon.map(([tag, attributes]) => h(tag, attributes as Record<string, string>))}
    </svg>
  );
}
